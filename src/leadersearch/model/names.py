"""A person's name as programs and people write it: its parts, and the form that people read.

    Name.parse("Beethoven, Ludwig van")  -> Name(family="Beethoven", given="Ludwig", particle="van")
    display_name("Perlis, A. J.")        -> A. J. Perlis

Nothing here knows a list of first names; what tells a name from an organisation, a degree or a
piece of a title are the small tables below.
"""

from __future__ import annotations

import re

from leadersearch.values import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words(
    "dr prof professor dame sir mx mr mrs ms miss lord lady rev reverend hon baroness baron sister "
    "brother father rabbi imam capt captain maj major col colonel lt gen general sgt cdr"
)
PARTICLES = _words(
    "van von de der den di da del della dei dos du la le el al bin ibn bint ter ten zu af abd y e "
    "san st 't op do das vom zur des"
)
_LINKS = frozenset(("y", "e"))  # Ortega y Gasset: what stands before belongs to the family name
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "2nd", "3rd"))
_DEGREES = _words(
    "phd md msc bsc mbbs mbchb mph mba rn frcp frcs frcgp frcpsych ffmlm mrcp mrcgp mrcs dphil "
    "edd bn dnp pharmd jd esq frs kc qc llm llb obe cbe mbe kbe dbe frca frcog bmbs bm mb chb "
    "do dds dmd dsc frcpch frcem facs facp rgn ma ba med mres mphil scd drph fafphm msw cpa"
)
_ORGANISATION_WORDS = _words(
    "department ministry university universities institute institution committee council "
    "association society consortium collaboration collaborative college centre centres center "
    "centers hospital hospitals trust foundation team network organisation organization office "
    "agency board commission alliance federation faculty academy nhs inc ltd llc plc bureau "
    "authority taskforce investigators executive group party service services school clinic "
    "secretariat company press editors staff community union programme program laboratory "
    "government parliament division directorate"
)
_NEVER_IN_NAMES = _words(
    "a an and as at but by for from how if in into is it its my no not of on or our out so that "
    "the their this to up us was we what when where which who why will with you your his her are "
    "can do does be been being has have about after against all any before beyond "
    "lessons lesson part next steps learned learnt reflections time new change making leadership "
    "leaders leader health healthcare care medicine medical people patient patients future "
    "culture team teams work quality safety nurse nurses doctor doctors clinical management "
    "first second third one two three final lasting insights perspectives perspective challenge "
    "challenges now today tomorrow more better"
)
_UNSPACED_SIGN = r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
_UNSPACED = re.compile(rf"{_UNSPACED_SIGN}++(?:[ \u3000·・]{_UNSPACED_SIGN}++)*+")
_NUMBER_BEHIND = re.compile(r" \([0-9]{1,20}\)\Z")  # of an author in Scopus
_CAPITALISED = re.compile(r"[^\W\d_](?:[^\W\d_]++|[.'’ʼ‑-]++)*+\Z")
INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]*){1,5}\Z|[A-ZÀ-ÖØ-Þ](?:[\s-]?[A-ZÀ-ÖØ-Þ]){0,3}\Z")
# The look-behinds keep the time linear: a match begins only where a run of such characters does.
BLANKS = r"(?:(?<!\s)\s++)?"
_EMAIL = re.compile(
    r"(?<![^\s<>()\[\],;:\"])[^\s<>()\[\],;:\"][^\s<>()\[\],;:\"@]*+@[^\s<>()\[\],;\"]++"
)
_BRACKETED_EMAIL = re.compile(BLANKS + r"[<(\[]\s*+(?:mailto:)?" + _EMAIL.pattern + r"\s*+[>)\]]")
_BRACKETED_URL = re.compile(r"\s?[<(\[]https?://[^\s<>()\[\]]*[>)\]]")
_EMAIL_THEN_NAME = re.compile(r"\s*" + _EMAIL.pattern + r"\s*\((?P<name>[^()]*)\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name. An organisation and a single name are all `family`.

    `str` of it is the name in reading order.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    honorific: str = ""

    @classmethod
    def parse(cls, raw: str) -> Name:
        """The parts of a name in either order, without e-mail address and degrees.

        >>> Name.parse("Dame Jane Dacre")
        Name(family='Dacre', given='Jane', particle='', suffix='', honorific='Dame')
        >>> Name.parse("Beethoven, Ludwig van") == Name.parse("Ludwig van Beethoven")
        True
        """
        words = display_name(raw).split()
        if is_organisation(" ".join(words)):
            return cls(" ".join(words))
        start = 0
        while start < len(words) - 1 and words[start].lower().strip(".") in HONORIFICS:
            start += 1
        honorific, words = " ".join(words[:start]), words[start:]
        suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
        first, last = _surname(words)
        return cls(
            family=" ".join(words[last:]),
            given=" ".join(words[:first]),
            particle=" ".join(words[first:last]),
            suffix=suffix,
            honorific=honorific,
        )

    @property
    def surname(self) -> str:
        """The family name with its particle: van Beethoven."""
        return f"{self.particle} {self.family}".strip()

    def initials(self, dot: str = "", between: str = "") -> str:
        """The initials of the given names.

        >>> Name("Sartre", "Jean-Paul").initials(), Name("Sartre", "Jean-Paul").initials(".", " ")
        ('JP', 'J.-P.')
        """
        words = self.given.replace(".", ". ").split()
        hyphen = "-" if dot else ""
        parts = (
            hyphen.join(f"{part[0].upper()}{dot}" for part in word.split("-") if part[:1].isalpha())
            for word in words
        )
        return between.join(part for part in parts if part)

    def __str__(self) -> str:
        parts = (self.honorific, self.given, self.particle, self.family, self.suffix)
        return " ".join(part for part in parts if part)


def display_name(raw: str) -> str:
    """One name in reading order, without e-mail address and degrees; honorifics stay.

    >>> display_name("Perlis, A. J."), display_name("King, Martin Luther, Jr.")
    ('A. J. Perlis', 'Martin Luther King Jr.')
    """
    name = without_email(raw)
    if name[-1:] == ")":
        name = _NUMBER_BEHIND.sub("", name)
    if "," not in name:
        return name
    if is_organisation(name):
        return name
    first, *rest = [part.strip() for part in name.split(",")]
    parts = [first, *(part for part in rest if part and not is_degree(part))]
    if len(parts) == 2 and all(map(is_unspaced, parts)):
        return "".join(parts)
    if len(parts) == 2 and is_suffix(parts[1].rpartition(" ")[2]) and " " in parts[1]:
        given, _, suffix = parts[1].rpartition(" ")  # "Hellinger, Frank R Jr"
        parts = [parts[0], given, suffix]
    order = _reading_order(parts)
    return " ".join(parts[index] for index in order).strip() if order else ", ".join(parts)


def looks_like_name(text: str) -> bool:
    """Whether a text has the shape of one person's name; strict, for places that mark none.

    >>> looks_like_name("Dr. David Díaz-Báez"), looks_like_name("Next steps")
    (True, False)
    """
    words = text.split()
    bare = [word for word in words if word.lower().strip(".") not in HONORIFICS]
    if not (1 if len(bare) < len(words) else 2) <= len(bare) <= 6:
        return False
    if len(bare[0]) > 5 and bare[0].lower().endswith("ing"):
        return False  # "Moving Forward"; first names end in -ing only when short ("Jing")
    return bare[-1][0].isupper() and all(map(_is_name_word, bare))


def is_organisation(text: str) -> bool:
    """Whether a name is an institution's or a group's rather than a person's."""
    return not _ORGANISATION_WORDS.isdisjoint([word.strip(".,()") for word in text.lower().split()])


def _surname(words: list[str]) -> tuple[int, int]:
    """Where the surname begins in a name, and where the family name does behind its particles."""
    first = last = max(len(words) - 1, 0)
    while first > 1 and words[first - 1].lower() in PARTICLES - _LINKS:
        first -= 1
    if first > 2 and words[first - 1].lower() in _LINKS:
        first = last = first - 2
    return first, last


def _is_name_word(word: str) -> bool:
    if word.lower() in PARTICLES:
        return True
    if word.lower().strip(".'’") in _NEVER_IN_NAMES and not INITIALS.match(word):
        return False
    if len(word) > 2 and word.isupper() and "." not in word:
        return False  # NHS, AHP
    if len(word) > 2 and word.endswith(".") and not INITIALS.match(word):
        return word.lower().strip(".") in _SUFFIXES  # "it." ends a sentence, not a name
    return word[0].isupper() and bool(_CAPITALISED.match(word))


def without_email(raw: str) -> str:
    """A text on one line without e-mail addresses, links in brackets, and signs around it."""
    text = " ".join(raw.split())
    if "://" in text:
        text = _BRACKETED_URL.sub("", text)
    if "@" not in text:
        return text.strip(' ,;<>"')
    if match := _EMAIL_THEN_NAME.match(text):
        text = match["name"]
    text = _EMAIL.sub("", _BRACKETED_EMAIL.sub("", text))
    return text.strip(' ,;<>"').removesuffix("()").strip()


def is_degree(part: str) -> bool:
    """Whether a piece of a name lists degrees: PhD, MSc. Two letters are one in capitals alone.

    >>> is_degree("MD, PhD".replace(",", "")), is_degree("MA"), is_degree("Ma"), is_degree("Do")
    (True, True, False, False)
    """
    words = [word.strip("()") for word in part.replace(".", "").split()]
    return bool(words) and part[0].isupper() and all(map(_is_degree_word, words))


def _is_degree_word(word: str) -> bool:
    return word.lower() in _DEGREES and (len(word) > 2 or word.isupper())


def is_unspaced(text: str) -> bool:
    """Whether a name is written in Chinese, Japanese or Korean signs, the family name first."""
    return _UNSPACED.fullmatch(text) is not None


def is_suffix(part: str) -> bool:
    """Whether a piece of a name tells generations apart: Jr., III."""
    return part.lower().strip(".") in _SUFFIXES


def _reading_order(parts: list[str]) -> tuple[int, ...]:
    """The order in which comma-separated parts of a name are read; () where unknown."""
    if len(parts) == 1:
        return (0,)
    if len(parts) == 2:
        return (0, 1) if is_suffix(parts[1]) else (1, 0)
    if len(parts) == 3 and is_suffix(parts[2]):
        return (1, 0, 2)
    if len(parts) == 3 and is_suffix(parts[1]):
        return (2, 0, 1)
    return ()
