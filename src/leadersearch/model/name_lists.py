"""The names in a line that lists people, one by one.

"Hui Meng Er, Siti Razak & J Dacre"  -> three names
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from leadersearch.model.name_marks import without_marks
from leadersearch.model.names import (
    BLANKS,
    HONORIFICS,
    INITIALS,
    PARTICLES,
    display_name,
    is_degree,
    is_organisation,
    is_suffix,
    is_unspaced,
    looks_like_name,
    without_email,
)

_TOPIC_WORDS = frozenset(
    (
        "care health healthcare social management medicine medical medicines research excellence "
        "education science sciences technology human policy welfare safety leadership surgeons "
        "gynaecologists gynecologists therapy prevention engineering development innovation training "
        "control public children families food drug agriculture rural affairs local industry energy "
        "culture media sport work pensions trade business quality improvement nursing midwifery "
        "surgery tropical hygiene regulatory arts commerce humanities development standards"
    ).split()
)
# Longer names are not put together: what grows with each piece would take quadratic time.
_LONGEST_NAME, _LONGEST_LINE = 500, 2000
_MOST_UNSPACED = 50
_LETTER = re.compile(r"[^\W\d_]")
_BYLINE = re.compile(r"\A\s*+by:?\s++", re.IGNORECASE)
_HARD_SEPARATOR = re.compile(BLANKS + r"[;|•；、]\s*+|(?<!\s)[^\S\n]*+\n\s*+")
_SOFT_SEPARATOR = re.compile(
    rf"({BLANKS}[,，]\s*+(?:(?:and|&)\s++)?|(?<!\s)\s++(?:and|&|und|et)\s++(?!al\b))"
)
_OTHER_SEPARATOR = re.compile(r"(?: (?=/))?/ ?| [+·] | with ")
# "And" in other languages, which is also a part of names: Ortega y Gasset, Castro e Silva.
_FOREIGN_AND = re.compile(r"(?<=\S) (?:y|e|i|och|og|en|ja) (?=\S)")
_SECOND_SURNAMES = frozenset(
    "albuquerque almeida andrade araújo cadafalch cajal castro costa cunha fonseca gasset lima margall "
    "melo mello menezes meneses moura oliveira ordóñez pelayo pereira queirós rocha santos silva sousa "
    "souza vasconcelos velázquez".split()
)
_FOREIGN_ORGANISATIONS = frozenset(
    "asociación associação centro comisión comissão consejo departamento facultad faculdade fundación "
    "fundação grupo hospital instituto ministerie ministerio ministério red rede servicio serviço "
    "sociedad sociedade stichting universidad universidade universitet universiteit vereniging".split()
)
_INITIALS_LAST = re.compile(
    r"(?P<family>\S[^,;]{1,80}?) (?P<initials>(?:[A-Z]\.-?){1,4}|[A-Z](?:-?[A-Z]){0,2})(?P<suffix> Jr| Sr| I{2,3}| IV)?"
)
_LIST_END = re.compile(r" [A-Z]{1,3}\.\Z")
_NUMERALS = frozenset(("X", "II", "III", "IV"))
_COMPANY_ENDS = frozenset(
    "ag associates bv co company corp corporation gmbh inc limited llc llp ltd partners plc pty sons".split()
)
# The commonest family names of Chinese and of Korean, which begin a name.
_FAMILY_SIGNS = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何罗郑梁谢宋唐许韩邓冯曹彭曾肖董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石贾韦夏"
    "付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严欧莫孔向常汤康易乔文"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蕭葉蘇呂盧鍾譚陸賈韋鄒閻龍賀顧龔萬錢嚴歐湯喬"
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민"
)
_OTHERS = re.compile(
    r"(?:(?:(?<![\s,])[\s,]++)?(?:\bet\s++al\b\.?|\band\b\s*+others\b"
    r"|(?-i:\b(?:y cols?|y otros|e outros|e altri|et coll|m\. ?fl|u\. ?a|och andra|og andre)\b))"
    r"|(?<![\s,])\s*+,[\s,]*+others\b)[\s.]*+\Z",
    re.IGNORECASE,
)


def split_names(text: str) -> tuple[str, ...]:
    """The names of one line that lists people, each as `display_name` gives it.

    >>> split_names("By Jane Smith, A. Jones, PhD, & Dame Jane Dacre")
    ('Jane Smith', 'A. Jones', 'Dame Jane Dacre')
    >>> split_names("Smith, Jane and Doe, John"), split_names("Ashdown M, Okoro B")
    (('Jane Smith', 'John Doe'), ('M Ashdown', 'B Okoro'))
    """
    text = _OTHERS.sub("", without_marks(_BYLINE.sub("", text.strip(), count=1)))
    if "," in text and text.count(".") == 1 and _LIST_END.search(text):
        text = text[:-1]  # PubMed ends its lists like sentences
    if _HARD_SEPARATOR.search(text):
        pieces = (re.sub(r"\A(?:and|&)\s+", "", piece) for piece in _HARD_SEPARATOR.split(text))
        return in_reading_order(display_name(piece) for piece in pieces)
    text = without_email(text)
    if apart := _joined_otherwise(text):
        return in_reading_order(apart)
    if unspaced := _unspaced_names(text):
        return _unique(unspaced)
    if is_organisation(text) and not _SOFT_SEPARATOR.search(text):
        return (text,)
    return in_reading_order(_joined_names(_chunks(_with_and(text))))


def _joined_otherwise(text: str) -> list[str]:
    """The names between slashes, plus signs or "with"; [] where one of the pieces is no name."""
    pieces = _OTHER_SEPARATOR.split(text[:_LONGEST_LINE]) if len(text) <= _LONGEST_LINE else []
    names = [display_name(piece) for piece in pieces]
    is_list = len(names) > 1 and all(
        looks_like_name(name) or is_organisation(name) for name in names
    )
    return names if is_list else []


def _with_and(text: str) -> str:
    """The text with "and" for the word of another language that stands between two whole names."""
    replaced = _FOREIGN_AND.sub(" and ", text) if "," in text[:_LONGEST_LINE] else text
    groups = _groups(_chunks(replaced)) if replaced != text else []
    if len(groups) > 1 and all(len(group) == 2 and _is_turned(group) for group in groups):
        return replaced  # Ruiz, Ana y Gómez, Luis
    places = list(_FOREIGN_AND.finditer(text)) if len(text) <= _LONGEST_LINE else []
    for place in reversed(places):
        before = _SOFT_SEPARATOR.split(text[: place.start()])[-1]
        before = _FOREIGN_AND.split(before)[-1] if _is_divided(before) else before
        behind = _FOREIGN_AND.split(_SOFT_SEPARATOR.split(text[place.end() :])[0])[0]
        if _is_whole(before) and _is_whole(behind) and not _begins_second_surname(behind):
            text = f"{text[: place.start()]} and {text[place.end() :]}"
    return text


def _is_divided(text: str) -> bool:
    last = _FOREIGN_AND.split(text)[-1]
    return " " in last and not _begins_second_surname(last)


def _is_whole(name: str) -> bool:
    is_institution = not _FOREIGN_ORGANISATIONS.isdisjoint(name.lower().split())
    return " " in name and looks_like_name(name) and not is_institution


def _begins_second_surname(text: str) -> bool:
    return text.partition(" ")[0].lower() in _SECOND_SURNAMES


def _unspaced_names(text: str) -> list[str]:
    """The names that blanks part, as in `王小明 李四`; [] for one name, such as `山田 太郎`.

    Each piece has to be a whole name, that begins with a common family name.
    """
    pieces = text.split()
    if not 1 < len(pieces) <= _MOST_UNSPACED or not is_unspaced(text):
        return []
    whole = all(1 < len(piece) <= 4 and piece[0] in _FAMILY_SIGNS for piece in pieces)
    return pieces if whole else []


def in_reading_order(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once; turned where all of a list have their initials last, as databases do.

    >>> in_reading_order(["Ashdown M", "van der Berg JA Jr", "NHS England"])
    ('M Ashdown', 'JA van der Berg Jr', 'NHS England')
    """
    found = list(names)
    people = [name for name in found if not is_organisation(name)]
    turned: dict[str, str] = {}
    for name in people:
        turned[name] = initials_first(name)
        if not turned[name]:
            return _unique(found)  # most lists: no need to look at the others
    is_one_letter = len(people) == 1 and people[0][-2:-1] == " "  # Anna K: who can say?
    return _unique(found if is_one_letter else (turned.get(name, name) for name in found))


def initials_first(name: str) -> str:
    """A name that ends with initials, these first; "" for any other.

    >>> initials_first("Hellinger FR Jr"), initials_first("Malcolm X"), initials_first("Ann Lee")
    ('FR Hellinger Jr', '', '')
    """
    match = _INITIALS_LAST.fullmatch(name)
    if match is None or match["initials"] in _NUMERALS or match["family"].isupper():
        return ""
    return f"{match['initials']} {match['family']}{match['suffix'] or ''}"


def _chunks(text: str) -> list[tuple[str, str]]:
    """(separator before, chunk) pairs; organisations, degrees and Jr. put together again."""
    pieces = _SOFT_SEPARATOR.split(text)
    found: list[tuple[str, str]] = []
    for separator, chunk in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        if not chunk or (found and _is_comma(separator) and is_degree(chunk)):
            continue
        before, name = found[-1] if found else ("", "")
        if not name or len(name) > _LONGEST_NAME:
            found.append((separator, chunk))
        elif is_suffix(chunk):
            found[-1] = (before, f"{name} {chunk}")
        elif _is_one_organisation(name, chunk) or _is_company(name, separator, chunk):
            found[-1] = (before, name + separator + chunk)
        else:
            found.append((separator, chunk))
    return found


def _is_one_organisation(left: str, right: str) -> bool:
    """Whether `left and right` is one name: "Department of Health", "Social Care"."""
    if is_organisation(left):
        return _has_topic(right) and not right.lower().startswith("department")
    return is_organisation(right) and not looks_like_name(left) and _has_topic(left)


def _is_company(left: str, separator: str, right: str) -> bool:
    """Whether `left & right` is one firm: "Smith & Jones Ltd", "Johnson & Johnson"."""
    if _is_comma(separator) or " " in left.strip():
        return False
    return left == right or right.lower().rstrip(".").rpartition(" ")[2] in _COMPANY_ENDS


def _has_topic(text: str) -> bool:
    return any(word.lower() in _TOPIC_WORDS for word in text.split())


def _joined_names(chunks: list[tuple[str, str]]) -> list[str]:
    """Names of the chunks, with `Last, First` pairs turned round."""
    names: list[str] = []
    index = 0
    while index < len(chunks):
        name = chunks[index][1]
        follower = chunks[index + 1] if index + 1 < len(chunks) else ("", "")
        if _is_comma(follower[0]) and INITIALS.match(follower[1]):
            name, index = f"{follower[1]} {name}", index + 1
        names.append(name)
        index += 1
    groups = _groups(chunks)
    if all(map(_is_turned, groups)):
        names = [display_name(", ".join(pair)) for group in groups for pair in _pairs(group)]
    return names


def _pairs(group: list[str]) -> list[list[str]]:
    return [group[place : place + 2] for place in range(0, len(group), 2)]


def _groups(chunks: list[tuple[str, str]]) -> list[list[str]]:
    """The chunks between one "and" and the next."""
    starts = [index for index, (separator, _) in enumerate(chunks) if not _is_comma(separator)]
    bounds = pairwise([*starts, len(chunks)])
    return [[chunk for _, chunk in chunks[start:stop]] for start, stop in bounds]


def _is_comma(separator: str) -> bool:
    return separator.strip() in {",", "，"}


def _is_turned(group: list[str]) -> bool:
    """Whether the chunks are, two by two, a person's last and first name."""
    if len(group) % 2 or any(map(is_organisation, group)):
        return False
    return all(_is_pair(last, first) for last, first in _pairs(group))


def _is_pair(family: str, given: str) -> bool:
    if is_unspaced(family) or is_unspaced(given):
        return len(family) == 1  # of two signs or more it is a name by itself
    last, first = family.split(), given.split()
    if last[0].lower().strip(".") in HONORIFICS:
        return False
    is_surname = len(last) == 1 or last[0] in PARTICLES
    return (is_surname and len(first) <= 3) or (len(first) == 1 and len(last) <= 3)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if _LETTER.search(name)))
