"""British and American spellings of one English word.

No rule of spelling holds for all words that look alike (`hour`, `acre`, `prize`, `wise`, `poem`):
each applies to what is listed with it. Words whose two spellings mean different things stay apart
(`metre` and `meter`, `storey` and `story`, `cheque` and `check`, `draught` and `draft`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_OUR = """
    arb ard arm behavi cand clam col demean endeav fav ferv flav harb hon hum lab neighb od parl
    ranc rig rum savi sav splend succ tum val vap vig
"""

# British -> American parts of words; after ^ only where a word begins.
_PARTS = {
    **{f"{root}our": f"{root}or" for root in _OUR.split()},
    **dict(
        pair.split(":")
        for pair in """
        aemi:emi aesthe:esthe aetiolog:etiolog ^amoeb:ameb archaeo:archeo ^caec:cec caecal:cecal
        caesarean:cesarean ^caesium:cesium coeliac:celiac ^faec:fec ^foet:fet gynaec:gynec
        haema:hema haemi:hemi haemo:hemo ^homoeo:homeo ^leucocyt:leukocyt manoeuv:maneuv
        ^mediaev:mediev oedem:edem oesoph:esoph oestr:estr paed:ped palaeo:paleo pnoe:pne
        rrhoe:rrhe sulph:sulf
        ^aeroplan:airplan ^aluminium:aluminum ^artefact:artifact ^enquir:inquir ^grey:gray
        ^jewellery:jewelry ^marvellous:marvelous ^mould:mold ^moustach:mustach ^plough:plow
        ^pyjama:pajama ^sceptic:skeptic ^smoulder:smolder ^woollen:woolen
        ^enrolment:enrollment ^fulfilment:fulfillment ^instalment:installment
        ^skilful:skillful ^wilful:willful ^tranquillity:tranquility
        ^abridgement:abridgment ^acknowledgement:acknowledgment ^judgement:judgment ^misjudgement:misjudgment ^lodgement:lodgment
        ^cosie:cozie ^cosy:cozy ^dietici:dietiti ^likeab:likab ^sizeab:sizab
        ^speciality:specialty ^specialities:specialties ^orientated:oriented ^disorientated:disoriented
        """.split()
    ),
}

# Whole words: what they begin with, how they end in British, how in American.
_WORDS = (
    (
        (
            "calib cent centilit centimet decilit epicent fib goit hypocent kilolit kilomet lit lust "
            "maneuv meag microfib microlit micromet millilit millimet nanomet och reconnoit sab scept "
            "somb spect theat amphitheat tit"
        ),
        "re res red",
        "er ers ered",
    ),
    ("cent maneuv reconnoit", "ring", "ering"),
    (
        "anal catal demag dial epil homol monol pedag prol travel",
        "ogue ogues ogued oguing",
        "og ogs oged oging",
    ),
    ("def off pret", "ence ences", "ense enses"),
    ("licen", "ce ces ced cing", "se ses sed sing"),
    ("practi", "se ses sed sing", "ce ces ced cing"),
    ("appa disti enro enthra fulfi insti", "l ls", "ll lls"),
    ("gram kilogram microgram milligram program", "me mes", " s"),
    ("dis", "c cs", "k ks"),
    ("focus", "sed ses sing", "ed es ing"),
    (
        # The stemmer takes a doubled l off the longer words, but not off all.
        (
            "barre bedeve beve bowe cance caro channe chise counci counse crue cudge devi dia drive due "
            "ename equa fue funne gambo grove initia jewe kenne labe leve libe marve misabe misrabe "
            "mode pane parce peda penci quarre rave refue relabe remode reve riva rive shove signa "
            "snive spira stenci swive tota towe trame trave tunne unrave vowe"
        ),
        "lled lling llings ller llers llor llors",
        "led ling lings ler lers lor lors",
    ),
    ("", "ageing advisor advisors learnt burnt", "aging adviser advisers learned burned"),
)
_AMERICAN = {
    root + british: root + american
    for roots, in_british, in_american in _WORDS
    for root in roots.split() or [""]
    for british, american in zip(in_british.split(), in_american.split(" "), strict=True)
}

# -ise and -yse, but where the s belongs to the word: behind some letters always, else in these.
_ISE = re.compile(
    r"(?<=[a-z]{2}[b-dgi-nq-tvx-z]i)s(?=(?:e[sdr]?|ers|ings?|able|ability|ation[a-z]*)\Z)"
    r"|(?<=ly)s(?=(?:e[sdr]?|ers|ing|able)\Z)"
)
_NO_ISE = re.compile(
    "(?:"
    "(?:.*(?:advert|adv|chast|circumc|conc|dev|exerc|expert|improv|merchand|parad|pr|pract|prec|prem|"
    "prom|surm|superv|telev|treat)|cer|chem|dem|exc|highr|inc|moonr|mort|rem|rev|sunr|upr)is"
    ")"
)


def _longest_first(parts: Iterable[str]) -> str:
    return "|".join(sorted(parts, key=len, reverse=True))


_TO_AMERICAN = {part.lstrip("^"): american for part, american in _PARTS.items()}
_TO_BRITISH = {american: part.lstrip("^") for part, american in _PARTS.items()}
_BRITISH_PART = re.compile(_longest_first(_PARTS))
_AMERICAN_PART = re.compile(
    _longest_first("^" * part.startswith("^") + _PARTS[part] for part in _PARTS)
)


# A look that most words need no other after: to try all parts takes longer than to stem a word.
_SEEN = 4  # letters at the beginning
_BEGIN = frozenset(part[1 : 1 + _SEEN] for part in _PARTS if part.startswith("^"))


def _may_have_part(form: str) -> bool:
    return (
        form[:_SEEN] in _BEGIN or "ae" in form or "oe" in form or "our" in form or "sulph" in form
    )


def is_british(form: str) -> bool:
    """Whether a form may be spelt as only the British spell."""
    return form in _AMERICAN or _may_have_part(form)


def one_spelling(form: str) -> str:
    """The form as the Americans spell it.

    >>> one_spelling("paediatrics"), one_spelling("organisation"), one_spelling("hour")
    ('pediatrics', 'organization', 'hour')
    """
    if _may_have_part(form):
        form = _BRITISH_PART.sub(lambda part: _TO_AMERICAN[part[0]], form)
    form = _AMERICAN.get(form, form)
    if "is" in form or "lys" in form:
        return form if _NO_ISE.match(form) else _ISE.sub("z", form)
    return form


def british_beginning(stem: str) -> str:
    """How the British begin the words of a stem; the stem itself where they may begin as it does."""
    return _AMERICAN_PART.sub(lambda part: _TO_BRITISH[part[0]], stem)
