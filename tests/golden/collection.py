"""Four articles, short enough to be counted by hand, on both engines.

| id | length: 3 x title + excerpt + body | date |
|---|---|---|
| kind | 3 x 2 + 0 + 6 = 12 | 2024-05-17 |
| ethics | 3 x 4 + 3 + 0 = 15 | 2023-02 |
| team | 3 x 2 + 0 + 10 = 16 | none |
| mentor | 3 x 1 + 4 + 10 = 17 | 2023 |

The mean length is 60 / 4 = 15.
"""

from __future__ import annotations

from leadersearch.model.article import Article, PartialDate

COLLECTION = (
    Article(
        id="kind",
        title="Kind leaders",
        authors=("Zain Memon",),
        body="Leaders of health-care teams listen.",
        date=PartialDate(2024, 5, 17),
        tags=("care",),
        venue="BMJ Leader",
    ),
    Article(
        id="ethics",
        title="The ethics of leadership",
        authors=("Ada Kind",),
        excerpt="Ethics is care.",
        date=PartialDate(2023, 2),
    ),
    Article(
        id="team",
        title="Healthcare teams",
        body="Kindness spreads; kind words do too. Leaders lead kind teams.",
    ),
    Article(
        id="mentor",
        title="Mentoring",
        excerpt="On mentoring in medicine.",
        body="Mentors listen, and leaders in care listen. Mentoring is work.",
        date=PartialDate(2023),
    ),
)
