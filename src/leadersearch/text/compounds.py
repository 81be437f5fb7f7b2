"""English compounds that are written as one word, as two or with a hyphen: `wellbeing`, `well being`.

Where one may come apart: behind what begins many compounds, or before what ends many. Whether the
two parts stand in a row anywhere, the articles tell.
"""

from __future__ import annotations

import re
from functools import lru_cache

# How many letters must follow -> beginnings. What is shorter begins many words that are no compounds.
_BEGINNINGS = {
    4: """
        after air anti back bed book breast cardio care case chemo cross crowd cyber data day draft electro
        eye fine finger foot gastro hand head health heart home hydro hyper immuno key land life
        meta micro mono multi neuro non note pain pay peer peri pharmaco physio policy post pseudo
        psycho quasi radio road self semi skin sleep smart socio soft sub sun team tele text time
        tool tree ultra water wave web week well work world
    """,
    5: "ante auto geo intra neo",
    6: "pre",
    7: "bio inter over under",
    8: "co",
}
_ENDINGS = """
    alone back bank base based beat bed being board bone book borne bound box call care chair craft
    cut day down field fighting flow fold force forward free friendly giver givers giving ground
    hand holder holders keeper keeping kit level life light like line lines load maker makers making
    mark mate net news off office out owner owners paper path patient patients phrase phrases place
    places point proof room rooms scale seeker seekers seeking set sets setting shop sick side
    sourced sourcing space spread staff stage stone stream style taker takers taking task tasks time
    times top town tuned tuning up wards wave way ways weight wide wire word words work worker
    workers working works year
"""
_SHORTEST = 3  # letters before an ending
_LEAST = {beginning: least for least, words in _BEGINNINGS.items() for beginning in words.split()}
_ENDED = frozenset(_ENDINGS.split())

# Names that end in a number (`iso9001`).
_NUMBERED = re.compile(r"([a-z]{2,5})([0-9]{1,4})")

# `24x7`: also written `24/7`.
_TIMES = re.compile(r"([0-9]{1,4})x([0-9]{1,4})")

# Letters that stand before a word: `e mail`.
_LETTERED = frozenset("ebook ebooks ehealth elearning email emailed emails xray xrays".split())

# What begins with a little word, as many words do that are no compounds. Not `inpatient`, `ongoing`: their parts
# often stand in a row in prose.
_LISTED = {
    pair.replace("|", ""): (pair.partition("|")[0], pair.partition("|")[2])
    for pair in """
        by|pass by|passes co|author co|authored co|authors co|creation co|design co|designed co|morbid
        co|worker co|workers in|depth off|line off|load off|screen
        off|shore off|site on|board on|boarding on|line on|screen on|shore on|site re|admission
        re|admissions re|assessment re|design re|entry re|invent re|open re|purpose re|think re|training re|use re|used
        un|used up|date up|grade up|load up|skill up|skilling up|stream up|take
    """.split()
}

# Frequent words that only look so.
_WHOLE = frozenset(
    """
    about another anticipate anticipated automate benchmark benchmarks carefully climate coefficient
    collaboration collaborative combination communication communications community competence
    competition competitive completely complexity concentration consequence consequences consistency
    consultation contribution contributions conversation cooperation coordination estimate framework
    frameworks handling however interaction interactions interactive interpretability interpretable
    interpretation intersection intervention interventions interview network networking networks
    outline overall postings prediction predictions predictive predicted predicting preference
    preferences presentation presented presenting preserve preserved preserving prevalence prevented
    prevention previously subject subjects ultimate ultimately understanding without
    """.split()
)


def other_number(word: str) -> str:
    """The plural of a word, or the singular, as most nouns have it; empty where it is not evident.

    >>> other_number("givers"), other_number("giver"), other_number("ness"), other_number("ing")
    ('giver', 'givers', '', '')
    """
    if len(word) < _SHORTEST or word.endswith(("ss", "ing", "ed")):
        return ""
    return word[:-1] if word.endswith("s") else f"{word}s"


@lru_cache(maxsize=4096)
def apart(form: str) -> tuple[tuple[str, str], ...]:
    """The two words that a compound may be made of; none for most words.

    >>> apart("wellbeing"), apart("nonclinical"), apart("leadership")
    ((('well', 'being'),), (('non', 'clinical'),), ())
    >>> apart("iso9001")
    (('iso', '9001'),)
    """
    if form in _WHOLE or not form.isascii():
        return ()
    if not form.isalpha():
        numbered = _NUMBERED.fullmatch(form) or _TIMES.fullmatch(form)
        return ((numbered[1], numbered[2]),) if numbered else ()
    if form in _LISTED:
        return (_LISTED[form],)
    if form in _LETTERED:
        return ((form[0], form[1:]),)
    size = len(form)
    begun = [place for place in range(2, 9) if size - place >= _LEAST.get(form[:place], size)]
    ended = [
        size - length
        for length in range(2, 10)
        if form[-length:] in _ENDED and size - length >= _SHORTEST
    ]
    return tuple((form[:place], form[place:]) for place in dict.fromkeys(begun + ended))
