"""Queries and their plans, written out by hand: what both engines take for granted."""

from __future__ import annotations

from textwrap import dedent

import pytest

from golden.telling import told
from leadersearch.index import Index

PLANS = {
    "leaders": """
        leaders: leader in title, excerpt, body; leaders in author; leader in tag
          as written x0.15: leaders in title_exact, excerpt_exact, body_exact
        """,
    "the kindness of leaders": """
        at least 1 of 2, all of 0
          ? kindness: kind in title, excerpt, body; kindness in author; kind in tag
              as written x0.15: kindness in title_exact, excerpt_exact, body_exact
          ? leaders: leader in title, excerpt, body; leaders in author; leader in tag
              as written x0.15: leaders in title_exact, excerpt_exact, body_exact
          * pair: kind leader in title, excerpt, body
        before all: in a row: the kindness of leaders in title_exact, excerpt_exact, body_exact
        first tier: kindness: kind in title, excerpt, body; kindness in author; kind in tag
            as written x0.15: kindness in title_exact, excerpt_exact, body_exact
        first tier: leaders: leader in title, excerpt, body; leaders in author; leader in tag
            as written x0.15: leaders in title_exact, excerpt_exact, body_exact
        """,
    "find the ethics": """
        at least 1 of 2, all of 0
          ? find x0.3: find in title, excerpt, body, author, tag
              as written x0.045: find in title_exact, excerpt_exact, body_exact
          ? ethics: ethic in title, excerpt, body; ethics in author; ethic in tag
              as written x0.15: ethics in title_exact, excerpt_exact, body_exact
        before all: in a row: find the ethics in title_exact, excerpt_exact, body_exact
        missing: find
        """,
    "+mentoring -health-care": """
        at least 0 of 0, all of 1
          + mentoring: mentor in title, excerpt, body; mentoring in author; mentor in tag
              as written x0.15: mentoring in title_exact, excerpt_exact, body_exact
          - at least 1 of 2, all of 0
              ? at least 0 of 0, all of 2
                  + health: health in title, excerpt, body, author, tag
                      as written x0.15: health in title_exact, excerpt_exact, body_exact
                  + care: care in title, excerpt, body, author, tag
                      as written x0.15: care in title_exact, excerpt_exact, body_exact
              ? healthcare x0.3: healthcar in title, excerpt, body; healthcare in author; healthcar in tag
                  as written x0.045: healthcare in title_exact, excerpt_exact, body_exact
        """,
    "health-care^2": """
        at least 1 of 2, all of 0
          ? at least 0 of 0, all of 2
              + health x2: health in title, excerpt, body, author, tag
                  as written x0.3: health in title_exact, excerpt_exact, body_exact
              + care x2: care in title, excerpt, body, author, tag
                  as written x0.3: care in title_exact, excerpt_exact, body_exact
          ? healthcare x0.6: healthcar in title, excerpt, body; healthcare in author; healthcar in tag
              as written x0.09: healthcare in title_exact, excerpt_exact, body_exact
        """,
    # A compound in a group ranks by its parts; its last part is the neighbour of the next word.
    "health-care teams": """
        at least 1 of 4, all of 0
          ? health: health in title, excerpt, body, author, tag
              as written x0.15: health in title_exact, excerpt_exact, body_exact
          ? care: care in title, excerpt, body, author, tag
              as written x0.15: care in title_exact, excerpt_exact, body_exact
          ? healthcare x0.3: healthcar in title, excerpt, body; healthcare in author; healthcar in tag
              as written x0.045: healthcare in title_exact, excerpt_exact, body_exact
          ? teams: team in title, excerpt, body; teams in author; team in tag
              as written x0.15: teams in title_exact, excerpt_exact, body_exact
          * pair: health care in title, excerpt, body
          * pair: care team in title, excerpt, body
        first tier: at least 1 of 2, all of 0
            ? at least 0 of 0, all of 2
                + health: health in title, excerpt, body, author, tag
                    as written x0.15: health in title_exact, excerpt_exact, body_exact
                + care: care in title, excerpt, body, author, tag
                    as written x0.15: care in title_exact, excerpt_exact, body_exact
            ? healthcare x0.3: healthcar in title, excerpt, body; healthcare in author; healthcar in tag
                as written x0.045: healthcare in title_exact, excerpt_exact, body_exact
        first tier: teams: team in title, excerpt, body; teams in author; team in tag
            as written x0.15: teams in title_exact, excerpt_exact, body_exact
        """,
    "(kind teams kind teams)^2": """
        at least 1 of 2, all of 0
          ? kind x4: kind in title, excerpt, body, author, tag
              as written x0.6: kind in title_exact, excerpt_exact, body_exact
          ? teams x4: team in title, excerpt, body; teams in author; team in tag
              as written x0.6: teams in title_exact, excerpt_exact, body_exact
          * pair x4: kind team in title, excerpt, body
          * pair x2: team kind in title, excerpt, body
        before all: in a row: kind teams kind teams in title_exact, excerpt_exact, body_exact
        first tier: kind x4: kind in title, excerpt, body, author, tag
            as written x0.6: kind in title_exact, excerpt_exact, body_exact
        first tier: teams x4: team in title, excerpt, body; teams in author; team in tag
            as written x0.6: teams in title_exact, excerpt_exact, body_exact
        """,
    "title:(leaders of kindness)": """
        at least 1 of 2, all of 0
          ? leaders: leader in title
              as written x0.15: leaders in title_exact
          ? kindness: kind in title
              as written x0.15: kindness in title_exact
          * pair: leader kind in title
        before all: in a row: leaders of kindness in title_exact
        first tier: leaders: leader in title
            as written x0.15: leaders in title_exact
        first tier: kindness: kind in title
            as written x0.15: kindness in title_exact
        """,
    "title:(kind leaders)": """
        at least 1 of 2, all of 0
          ? kind: kind in title
              as written x0.15: kind in title_exact
          ? leaders: leader in title
              as written x0.15: leaders in title_exact
          * pair: kind leader in title
        first tier: kind: kind in title
            as written x0.15: kind in title_exact
        first tier: leaders: leader in title
            as written x0.15: leaders in title_exact
        """,
    "author:kind tag:care date:2023-02": """
        at least 1 of 1, all of 2
          + care: care in tag
          + dates: from 2023-02-01 to before 2023-03-01
          ? kind: kind in author
        first tier: kind: kind in author
        first tier: care: care in tag
        first tier: dates: from 2023-02-01 to before 2023-03-01
        """,
    '"the ethics of" =leaders': """
        at least 1 of 2, all of 0
          ? in a row: the ethics of in title_exact, excerpt_exact, body_exact, author, tag_exact
          ? leaders: leaders in title_exact, excerpt_exact, body_exact, author, tag_exact
        first tier: in a row: the ethics of in title_exact, excerpt_exact, body_exact, author, tag_exact
        first tier: leaders: leaders in title_exact, excerpt_exact, body_exact, author, tag_exact
        """,
    '"listen care"~4': """
        within 4 words: listen care in title_exact, excerpt_exact, body_exact, author, tag_exact
        """,
    "lead* AND NOT kindnes~": """
        at least 0 of 0, all of 2
          + lead*: lead… in title_exact, excerpt_exact, body_exact, author, tag_exact
          + at least 0 of 0, all of 1
              + EverythingNode
              - kindnes~: kindnes within 1 in title_exact, excerpt_exact, body_exact, author, tag_exact
        """,
    "mento": """
        mento*: mento… in title_exact, excerpt_exact, body_exact, author, tag_exact
        readings: mento*
        """,
    "wom?n zzz": """
        at least 1 of 2, all of 0
          ? wom?n: like wom?n in title_exact, excerpt_exact, body_exact, author, tag_exact
          ? zzz: zzz in title, excerpt, body, author, tag
              as written x0.15: zzz in title_exact, excerpt_exact, body_exact
        first tier: wom?n: like wom?n in title_exact, excerpt_exact, body_exact, author, tag_exact
        first tier: zzz: zzz in title, excerpt, body, author, tag
            as written x0.15: zzz in title_exact, excerpt_exact, body_exact
        missing: zzz
        """,
}

TYPED = {
    "kind lea": """
        at least 1 of 3, all of 0
          ? kind: kind in title, excerpt, body, author, tag
              as written x0.15: kind in title_exact, excerpt_exact, body_exact
          ? lea: lea in title, excerpt, body, author, tag
              as written x0.15: lea in title_exact, excerpt_exact, body_exact
          ? lea* x0.5: lea… in title_exact, excerpt_exact, body_exact, author, tag_exact
          * pair: kind lea in title, excerpt, body
        first tier: kind: kind in title, excerpt, body, author, tag
            as written x0.15: kind in title_exact, excerpt_exact, body_exact
        first tier: at least 1 of 2, all of 0
            ? lea: lea in title, excerpt, body, author, tag
                as written x0.15: lea in title_exact, excerpt_exact, body_exact
            ? lea* x0.5: lea… in title_exact, excerpt_exact, body_exact, author, tag_exact
        """,
    '"kind lea': """
        in a row: kind lea… in title_exact, excerpt_exact, body_exact, author, tag_exact
        """,
}


@pytest.mark.parametrize("query", PLANS)
def test_a_query_has_the_plan_that_was_written_down(index: Index, query: str) -> None:
    assert told(index.search(query)._plan) == dedent(PLANS[query]).strip()


@pytest.mark.parametrize("query", TYPED)
def test_a_query_being_typed_has_the_plan_that_was_written_down(index: Index, query: str) -> None:
    assert told(index.search(query, typing=True)._plan) == dedent(TYPED[query]).strip()


def test_filters_stand_beside_the_plan_of_the_query(index: Index) -> None:
    plan = index.search("=kind", filters={"year": ["2023", "2024"], "author": ["Ada Kind"]})._plan
    assert told(plan).splitlines() == [
        "kind: kind in title_exact, excerpt_exact, body_exact, author, tag_exact",
        "filter: 2023, 2024 x0: 2023|2024 in year_facet",
        "filter: Ada Kind x0: Ada Kind in author_facet",
    ]
