"""English plurals that no ending tells: irregular, Latin and Greek ones, and those of abbreviations.

What is a word of its own as well stays apart from what it may be the plural of (`data`, `agenda`,
`media`, `opera`, `bases`, `axes`, `leaves`).
"""

from __future__ import annotations

import re

# How the plural ends, how the singular does, and what stands before.
_ENDINGS = (
    (
        "a",
        "um",
        (
            "addend aquari arboret atri auditori bacteri cerebell cili colloqui compendi consorti crani "
            "crematori curricul desiderat diverticul empori endotheli endometri epitheli equilibri "
            "errat flagell gymnasi herbari honorari maxim memorand mesotheli millenni minim moratori "
            "myocardi optim osti ov pericardi peritone phyl planetari podi quant referend residu "
            "sanatori sept ser simulacr spectr stadi stern strat substrat symposi vacu"
        ),
    ),
    ("a", "on", "automat criteri gangli lexic mitochondri phenomen polyhedr spermatozo tax"),
    (
        "i",
        "us",
        (
            "abac alumn alveol bacill bronch cact calcul embol enterococc esophag fung foc glomerul "
            "gonococc gyr hippocamp homuncul humer hypothalam lactobacill loc malleol menisc "
            "meningococc modul nucle nucleol octop oesophag papyr pneumococc radi rhomb staphylococc "
            "stimul streptococc styl sulc syllab termin thalam thromb toph uter vill"
        ),
    ),
    (
        "ae",
        "a",
        (
            "alg alumn ameb amoeb ampull antenn aort axill bull burs cochle conjunctiv fistul formul "
            "hyph lacun larv macul maxill minuti nebul papill patell person petechi pup scapul sequel "
            "stri supernov tibi trache uln vagin vertebr"
        ),
    ),
    (
        "ata",
        "a",
        "adenom carcinom enigm fibrom granulom hematom lemm lipom papillom sarcom schem stigm stom",
    ),
    ("ices", "ex", "ap cod cort ind subind vert vort"),
    ("ices", "ix", "append cerv cicatr hel rad var"),
    ("ina", "en", "foram lum"),
    ("ora", "us", "corp subcorp"),
    ("era", "us", "gen subgen"),
    ("nges", "nx", "lary phala phary"),
    ("eaux", "eau", "bur chat gat plat tabl"),
    ("es", "is", "test pelv"),
    ("ves", "f", "cal dwar el hal hoo scar sel shea shel thie whar wol"),
    ("ves", "fe", "afterli housewi jackkni kni li midwi penkni wi"),
    ("children", "child", "grand school step"),
)
_CHANGED = {"feet": "foot", "geese": "goose", "lice": "louse", "mice": "mouse", "teeth": "tooth"}
_CHANGED_STEMS = {word.removesuffix("e"): plural for plural, word in _CHANGED.items()}
_SINGULARS = {
    **_CHANGED,
    "children": "child",
    "men": "man",
    "oxen": "ox",
    **{
        root + plural: root + singular
        for plural, singular, roots in _ENDINGS
        for root in roots.split()
    },
}

# All other words in -men are plurals of those in -man.
_MEN = re.compile(r"[a-z]{2,}men")
_NO_MEN = frozenset(
    """
    abdomen acumen agnomen albumen bitumen bremen carmen catechumen cognomen culmen cyclamen dolmen
    duramen examen flamen foramen gravamen hymen lumen nomen numen praenomen putamen ramen regimen
    rumen semen specimen stamen tegmen tiananmen turkmen velamen yemen
    """.split()
)

# Before -sis. The plural is a form of a verb, too: all have the verb's stem (`diagnos`, `analyz`).
_SIS = """
    analy anaphylaxi anastomo antithe apothe arthro atherosclero biosynthe cataly cirrho cri cryptanaly
    dialy diagno diure electroly ellip empha endometrio exege fibro gene halluci hydroly hypno
    hypothe ka kerato kine ly meio metamorpho metasta microanaly misdiagno mito narco necro neme
    nephro neuro oa osmo osteoporo paraly parenthe photosynthe progno prosthe psycho psychoanaly
    pyroly reanaly sarcoido scolio sclero seps sep steno symbio synop synthe the thrombo
    tuberculo urinaly
"""
_SIS_STEMS = {
    root + ending: root + ("z" if root.endswith("ly") else "s")
    for root in _SIS.split()
    for ending in ("sis", "ses")
}

# Letters without a vowel, or with one at the end (`rcts`, `mris`, `cpus`), and what an & joins: the
# stemmer takes no s off these.
_ABBREVIATION = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxz]{2,}[aiou]?|[a-z0-9]{1,3}(?:&[a-z0-9]{1,3})+)(?<!s)s"
)
_ALSO_ABBREVIATIONS = frozenset("acus ecus icus imus micus nicus picus".split())
_NO_ABBREVIATIONS = frozenset(
    """
    bbs bps cbs chris cms cns crus css dns fps gbps gcs gras hms kbps mbps mms mrs ngs nhs pbs plus pms
    pns rms rps sms this thus tls tps trus
    """.split()
)


# Plurals that rank better with a stem of their own: nDCG@10 on CACM is .557 with two, .547 with one.
_OTHER_NUMBER = {"matrices": "matrix", "matrix": "matrices"}


def other_number(form: str) -> str:
    """The plural or singular of a form where the two have different stems; empty for most."""
    return _OTHER_NUMBER.get(form, "")


def is_irregular(form: str) -> bool:
    """Whether a form is a plural that does not end in -s, or stands in a table."""
    return form in _SINGULARS or (form.endswith("men") and _is_of_men(form))


def _is_of_men(form: str) -> bool:
    return form not in _NO_MEN and _MEN.fullmatch(form) is not None


def stem_of_plural(form: str) -> str | None:
    """The stem of a word in -sis and of its plural; None for all other words.

    >>> stem_of_plural("analysis"), stem_of_plural("analyses"), stem_of_plural("bases")
    ('analyz', 'analyz', None)
    """
    return _SIS_STEMS.get(form)


def changed_beginning(stem: str) -> str:
    """How the plural of a stem begins where it changes inside; else the stem itself."""
    return _CHANGED_STEMS.get(stem, stem)


def singular(form: str) -> str:
    """The singular of a plural that no ending tells; any other form as it is.

    >>> singular("criteria"), singular("women"), singular("rcts"), singular("leaders")
    ('criterion', 'woman', 'rct', 'leaders')
    """
    found = _SINGULARS.get(form)
    if found is not None:
        return found
    if form.endswith("men"):
        return form.removesuffix("en") + "an" if _is_of_men(form) else form
    if form in _ALSO_ABBREVIATIONS or (
        form.endswith("s") and form not in _NO_ABBREVIATIONS and _ABBREVIATION.fullmatch(form)
    ):
        return form[:-1]
    return form
