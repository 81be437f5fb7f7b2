"""Forty short articles, written for this, and twenty-seven queries with the articles that answer them.

Most queries are a choice between two articles that only one constant of the ranking decides, and
closely: were the constant a quarter less (`LESS`) or a third more (`MORE`), the other would win.
"""

from __future__ import annotations

from leadersearch.model.article import Article

_TEXTS = """
porters-1 | Who moves the patients | Ann Lee
Porters wait for porters, and porters know it; porters read the rosters first. A good day starts
with a plan. The evenings helped.

porters-2 | Moving patients at night | Bo Ray
Porters write rosters. Rosters that porters write last longer. In the past few did. Trusts fund
such work by day. Change came very slowly. Not every team can work so.

cleaners-1 | Who is called first | Cy Dow
Cleaners carry pagers. Pagers for cleaners were an afterthought. Trusts fund such work by day.
Change came very slowly. What helped in the past helps now.

cleaners-2 | A quiet corridor | Di Fox
Cleaners teach cleaners, and cleaners thank cleaners; only doctors carry pagers. Change came
very slowly. We asked them why. A week is soon over.

handover-1 | At seven | Ed Orr
A handover is a promise. Few were surprised.

handover-2 | Why the night before counts so much | Fay Poe
One handover in five is missed, and a missed handover costs an hour. A week is soon over. Much
of it is past mending. We asked them why. The board will fund a second year. The team met each
day. The week began with a review. The evenings helped.

dictation-1 | Letters at last | Gus Roy
Dictation takes an hour, and software for dictation takes two. Much of it is past mending. We
asked them why. The board will fund a second year. The team met each day. The week began with a
review. Every week the team looks at figures.

dictation-2 | Talking to a screen | Hal Sim
Dictation is back. It took time.

committees-1 | Who decides here | Ida Tam
Some committees decide nothing. We asked them why. Change came very slowly.

committees-2 | A seat at the table | Jo Ude
The committee sat twice. No committee likes surprises. The team met each day. The week began
with a review. Work began that day. Much of it is past mending.

auditors-1 | Counting what counts | Kit Vow
An auditor asks twice. The auditor is no enemy. The week began with a review. Work began that
day. Every week the team looks at figures. It took time.

auditors-2 | Looking over shoulders | Liv Wax
The auditors left early. Work began that day. Much of it is past mending.

sabbaticals-1 | Sabbaticals pay | Mo Xan
Doctors who leave for a season return. Every week the team looks at figures. The board will fund
a second year.

sabbaticals-2 | Time away | Ned Yew
Sabbaticals are rare, sabbaticals for nurses are rarer, and paid sabbaticals do not exist. They
fund it in part. Not every team can work so. Nobody had asked.

locums-1 | Filling the gaps | Oz Zed
Locums cost more, locums stay less, and locums know it. Not every team can work so. A week is
soon over.

locums-2 | Locums matter | Pam Ash
Strangers on the ward need a welcome. The team work late. A good day starts with a plan. Every
week the team looks at figures.

barrow-1 | Listening as a skill | Jo Barrow
Leaders hear less the higher they climb. Nobody had asked.

barrow-2 | Two hospitals by the sea | Quin Bay
Barrow lies far from London, and Barrow has no spare surgeons. In the past few did. Trusts fund
such work by day. Change came very slowly. What helped in the past helps now. A week is soon
over. Much of it is past mending. We asked them why. Work began that day. The team work late.

preston-1 | Trains and transfers | Roy Cob
From Preston to Leeds takes hours, and Preston has the only scanner. Trusts fund such work by
day. Change came very slowly. We asked them why. A week is soon over.

preston-2 | Courage to speak | Sue Preston
Silence is learnt early. Change came very slowly. We asked them why. The team work late.

scribes-1 | Notes that write themselves | Tim Elm
Digital scribes listen to the visit. What helped in the past helps now. A week is soon over.
Much of it is past mending.

scribes-2 | Who types the notes | Una Fry
Digital tools replace human scribes. A week is soon over. Much of it is past mending.

clinics-1 | Seen from home | Val Gum
Virtual visits outnumber those to clinics. Much of it is past mending. We asked them why.

clinics-2 | Seen on a screen | Wes Hop
Virtual clinics reach the islands. We asked them why. The board will fund a second year. What
helped in the past helps now.

apnoea-1 | Tired surgeons | Xia Ivy
Sleep is short, and apnoea common. The board will fund a second year. The team met each day. The
week began with a review. In the past few did.

apnoea-2 | Snoring | Yan Joy
Sleep is what surgeons on call for three nights do not get. Apnoea is worse. The team met each
day. The team work late.

grief-1 | After a death | Zoe Kay
Grief reaches everybody who was on duty when the child died. Counselling helps. The week began
with a review.

grief-2 | What remains | Abe Lux
Grief is common, and counselling rare. Work began that day. Every week the team looks at
figures. They fund it in part. Not every team can work so. A week is soon over.

sepsis-1 | Reading in the canteen | Bea Mott
Sepsis kills fast. Two papers say how, and both papers are free. Every week the team looks at
figures. The board will fund a second year.

sepsis-2 | Minutes count | Cal Noon
Sepsis is missed when sepsis is not suspected. They fund it in part. Not every team can work so.
Nobody had asked.

stroke-1 | Golden hour | Dee Orme
A stroke unit sees each stroke once. Not every team can work so. The week began with a review.

stroke-2 | What we read | Eli Pim
A stroke is sudden. Such articles help, and old articles mislead. The team work late. A good day
starts with a plan. In the past few did. It took time.

weekday-1 | Rounds at eight | Flo Quy
Dentists work on a weekday, dentists rest on a weekday, and dentists are paid by the weekday. A
good day starts with a plan. In the past few did. We asked them why. Change came very slowly.

weekday-2 | Sundays | Gil Rex
To dentists any week-day will do. In the past few did. Trusts fund such work by day. Change came
very slowly. The team met each day.

teamwork-1 | Rowing together | Hub Sly
Opticians speak of team-work. Trusts fund such work by day. Change came very slowly. What helped
in the past helps now. A good day starts with a plan.

teamwork-2 | Together apart | Ivo Tew
Opticians learn teamwork, opticians praise teamwork, and some opticians need no teamwork. Change
came very slowly. What helped in the past helps now. A week is soon over.

fundamental-1 | First principles | Jan Urr
Pharmacists have fundamental duties, pharmacists make fundamental choices, and no pharmacists
forget the fundamental rule. Change came very slowly.

fundamental-2 | Money first | Kim Voe
Pharmacists fund their own training. A week is soon over. Much of it is past mending.

pastoral-1 | Old habits | Lou Wye
Dietitians of the past advised much. Every week the team looks at figures.

pastoral-2 | Chaplains | Max Yeo
Dietitians give pastoral advice, dietitians share pastoral rooms, and many dietitians take a
pastoral view. We asked them why. The board will fund a second year. The team met each day. The
week began with a review. The evenings helped.
"""

_BEDS = """
beds-1 | Who keeps the beds open | Ned Zorn
The quiet bed exchange (QBX) meets at noon. Nobody had asked. It took time. The team work late.
Change came very slowly.

beds-2 | A desk without a chair | Olu Abb
QBX runs the day, and QBX ends it.
"""

_TOOLS = """
tools-1 | A desk without a chair | Quy Dee
WTK or no WTK, WTK is late.

tools-2 | Who keeps the beds open | Pia Bo
The ward tool kit (WTK) meets at noon. Nobody had asked. It took time. The team work late.
"""

COLLECTIONS = {"ACRONYM": (_BEDS, _TOOLS)}
"""Constant -> the articles that see it be less, and more, where they are not among the forty."""

LESS: dict[str, tuple[str, str]] = {
    "SATURATION": ("porters rosters", "porters-1"),
    "LENGTH_DISCOUNT": ("handover", "handover-1"),
    "EXACT_FORM": ("committees", "committees-1"),
    "title": ("sabbaticals", "sabbaticals-1"),
    "author": ("Barrow", "barrow-1"),
    "ADJACENT": ("digital scribes", "scribes-1"),
    "NEARBY": ("sleep apnoea", "apnoea-1"),
    "FILLER_WORD": ("papers on sepsis", "sepsis-1"),
    "JOINED": ("dentists week-day", "weekday-1"),
    "COMPLETION": ("pharmacists fund", "fundamental-1"),
    "ACRONYM": ("QBX", "beds-1"),
    "CORRECTION": ("early counitng", "auditors-1"),
}
"""Constant -> a query whose best article would not be found first if the constant were less."""

MORE: dict[str, tuple[str, str]] = {
    "SATURATION": ("cleaners pagers", "cleaners-1"),
    "LENGTH_DISCOUNT": ("dictation", "dictation-1"),
    "EXACT_FORM": ("auditors", "auditors-1"),
    "title": ("locums", "locums-1"),
    "author": ("Preston", "preston-1"),
    "ADJACENT": ("virtual clinics", "clinics-1"),
    "NEARBY": ("grief counselling", "grief-1"),
    "FILLER_WORD": ("articles about stroke", "stroke-1"),
    "JOINED": ("opticians team-work", "teamwork-1"),
    "COMPLETION": ("dietitians past", "pastoral-1"),
    "ACRONYM": ("WTK", "tools-1"),
    "CORRECTION": ("counting shoudlers", "auditors-1"),
}
"""The same, if the constant were more."""

JUDGED: tuple[tuple[str, frozenset[str]], ...] = (
    *(
        (query, frozenset({best}))
        for rows in (LESS, MORE)
        for constant, (query, best) in rows.items()
        if constant not in COLLECTIONS
    ),
    ('"digital scribes"', frozenset({"scribes-1"})),
    ("=committees", frozenset({"committees-1"})),
    (
        "locums OR sabbaticals",
        frozenset({"locums-1", "sabbaticals-2", "locums-2", "sabbaticals-1"}),
    ),
    ("author:barrow", frozenset({"barrow-1"})),
    ("surgeons -apnoea", frozenset({"barrow-2"})),
)

TYPED = frozenset({LESS["COMPLETION"][0], MORE["COMPLETION"][0]})
"""The queries whose last word is still being typed."""


def articles(constant: str = "", *, more: bool = False) -> list[Article]:
    """The articles that see a constant move, or the forty.

    Id, title and author stand in the first line of each, the text below.
    """
    found = []
    texts = COLLECTIONS[constant][more] if constant in COLLECTIONS else _TEXTS
    for part in texts.strip().split("\n\n"):
        head, text = part.split("\n", 1)
        article_id, title, author = head.split(" | ")
        body = text.replace("\n", " ")
        found.append(Article(id=article_id, title=title, authors=(author,), body=body))
    return found
