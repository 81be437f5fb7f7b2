"""A small judged collection: the ranking as a whole finds what its judges took for relevant.

Written for this test. The figure is nDCG@10 (Järvelin and Kekäläinen, "Cumulated gain-based
evaluation of IR techniques", 2002), relevant articles gaining 1. It is asserted closely from both
sides, so that a constant of the formula that moves is seen; one that moves for the better is
measured on the large collections first (`benchmarks/relevance.py`).
"""

from __future__ import annotations

import math

import pytest

from leadersearch.index import Index
from leadersearch.model.article import Article

ARTICLES: dict[str, tuple[str, str, str]] = {
    # id: title, authors, text
    "kind-1": (
        "Kindness in clinical teams",
        "Ann Lee",
        "Teams that are kind make fewer errors. A kind leader listens first.",
    ),
    "kind-2": (
        "What kindness costs",
        "Bo Ray",
        "Kindness costs time, and time is what a ward lacks. Managers count minutes.",
    ),
    "kind-3": (
        "A note on rotas",
        "Cy Dow",
        "A rota is fair when it is kind to those who work nights. Kindness is planned.",
    ),
    "well-1": (
        "Wellbeing of junior doctors",
        "Ann Lee",
        "Junior doctors sleep badly. Their well-being falls in winter.",
    ),
    "well-2": (
        "Burnout and wellbeing at work",
        "Di Fox",
        "Burnout follows long shifts; wellbeing programmes help little on their own.",
    ),
    "well-3": (
        "Sleep on night shifts",
        "Ed Orr",
        "Night shifts cost sleep. Naps protect the wellbeing of staff and of patients.",
    ),
    "ethics-1": (
        "Medical ethics for leaders",
        "Fay Poe",
        "Leaders meet questions of medical ethics every day, and few are taught any.",
    ),
    "ethics-2": (
        "Teaching ethics",
        "Gus Roy",
        "Medical schools teach ethics in the first year. Ethics of leadership comes last.",
    ),
    "ethics-3": (
        "A medical career in research",
        "Hal Sim",
        "Research ethics committees ask much of a young medical researcher.",
    ),
    "ahp-1": (
        "Allied health professionals as leaders",
        "Ida Tam",
        "Allied health professionals lead services, and seldom boards.",
    ),
    "ahp-2": (
        "Health boards and the allied professions",
        "Jo Ude",
        "Boards speak of health and allied services, rarely of professionals who lead.",
    ),
    "ahp-3": (
        "Professional identity",
        "Kit Vow",
        "A professional in health care learns a second identity when asked to lead.",
    ),
    "data-1": (
        "Misinformation and trust",
        "Liv Wax",
        "Misinformation spreads faster than trust. Hospitals answer late.",
    ),
    "data-2": (
        "Trust in vaccines",
        "Mo Xan",
        "Vaccines need trust; misinformation about vaccines needs an answer in a day.",
    ),
    "data-3": (
        "Social media for clinicians",
        "Ned Yew",
        "Clinicians on social media meet misinformation, and can answer it kindly.",
    ),
    "plan-1": (
        "Workforce planning in the NHS",
        "Oz Zed",
        "The workforce of the NHS ages. Planning looks five years ahead.",
    ),
    "plan-2": (
        "Planning for winter",
        "Pam Ash",
        "Winter planning in the NHS begins in June with beds, and should begin with staff.",
    ),
    "plan-3": (
        "International recruitment",
        "Quin Bay",
        "Recruitment from abroad fills the workforce, for a time.",
    ),
    "comm-1": (
        "Community care after discharge",
        "Roy Cob",
        "Care in the community begins before discharge. Community nurses know first.",
    ),
    "comm-2": (
        "Care homes",
        "Sue Day",
        "Care homes are a community. Their residents seldom choose the care they get.",
    ),
    "comm-3": (
        "Discharge letters",
        "Tim Elm",
        "Letters on discharge arrive late; community teams care without them.",
    ),
    "women-1": (
        "Women in surgical leadership",
        "Una Fry",
        "Few women lead surgical departments. Sponsors help more than mentors.",
    ),
    "women-2": (
        "Mentoring and sponsorship",
        "Val Gum",
        "Mentors advise, sponsors open doors: for women in surgery both are rare.",
    ),
    "women-3": (
        "Surgical training part time",
        "Wes Hop",
        "Training in surgery part time is open to all, and taken by women.",
    ),
}

JUDGED: list[tuple[str, tuple[str, ...]]] = [
    ("kindness", ("kind-1", "kind-2", "kind-3")),
    ("kind leaders", ("kind-1", "kind-3")),
    ("kindness of managers", ("kind-2", "kind-1")),
    ("wellbeing", ("well-1", "well-2", "well-3")),
    ("well-being of doctors", ("well-1", "well-2")),
    ("night shifts", ("well-3", "kind-3", "well-2")),
    ("burnout", ("well-2",)),
    ("medical ethics", ("ethics-1", "ethics-2", "ethics-3")),
    ("ethics of leadership", ("ethics-2", "ethics-1")),
    ("research ethics", ("ethics-3",)),
    ("allied health professionals", ("ahp-1", "ahp-2")),
    ("health professionals who lead", ("ahp-1", "ahp-2", "ahp-3")),
    ("professional identity", ("ahp-3",)),
    ("misinformation", ("data-1", "data-2", "data-3")),
    ("trust vaccines", ("data-2", "data-1")),
    ("articles about social media", ("data-3",)),
    ("workforce planning", ("plan-1", "plan-2", "plan-3")),
    ("NHS winter", ("plan-2", "plan-1")),
    ("recruitment abroad", ("plan-3",)),
    ("community care", ("comm-1", "comm-2", "comm-3")),
    ("discharge letters community", ("comm-3", "comm-1")),
    ("women surgery", ("women-1", "women-2", "women-3")),
    ("surgical leadership", ("women-1", "women-3")),
    ("mentors and sponsors", ("women-2", "women-1")),
    ("Lee", ("kind-1", "well-1")),
]


@pytest.fixture
def index(empty_index: Index) -> Index:
    empty_index.add(
        Article(id=name, title=title, authors=(author,), body=text)
        for name, (title, author, text) in ARTICLES.items()
    )
    return empty_index


def gain(found: list[str], relevant: tuple[str, ...]) -> float:
    gained = sum(1 / math.log2(rank + 2) for rank, name in enumerate(found) if name in relevant)
    return gained / sum(1 / math.log2(rank + 2) for rank in range(len(relevant)))


def test_relevant_articles_come_first(index: Index) -> None:
    figures = [
        gain([hit.article.id for hit in index.search(query)], relevant)
        for query, relevant in JUDGED
    ]
    assert round(sum(figures) / len(figures), 4) == 0.9908


def test_the_scores_of_all_answers_are_what_they_were(index: Index) -> None:
    """The sum of every score: it moves with any constant, where the order may not."""
    total = sum(hit.score for query, _ in JUDGED for hit in index.search(query))
    assert round(total, 4) == 402.579
