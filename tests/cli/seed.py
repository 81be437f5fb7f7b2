"""Queries to the seed corpus, and the answers expected."""

from __future__ import annotations

from dataclasses import dataclass

AHP = "Leadership for Impact: Developing Leadership Agency of Senior AHPs to Transform Quality and Safety Across Systems"
COMMUNITY = "If Community Care Matters, Why Do We Treat It as an Afterthought?"
CONSULTING = "Observations from a Deloitte Clinical Fellow: What clinical and management consulting can learn from each other"
EDUCATORS = (
    "Empowering Health Professions Educators in Southeast Asia: A Comprehensive Leadership Course"
)
ETHICS = "When misinformation is framed as necessary, harm follows. Digital misinformation and the erosion of medical ethics"
GLOBAL = "Lessons without boarders – what the NHS can learn from global health leaders"
KINDNESS = "Kindness and inclusion in Leadership – are we brave enough?"
TRANSITION = "The quiet challenge of transition: A view on scientific leadership"


@dataclass(frozen=True)
class Question:
    """A query with the titles that it finds and, of the first, what is marked.

    `title`, `author` and `snippet` are the marked stretches; `shown` is some text of the snippet.
    `first_tier` counts the articles with all words.
    """

    query: str
    titles: tuple[str, ...]
    first_tier: int = 1
    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    snippet: tuple[str, ...] = ()
    shown: str = ""


QUESTIONS = (
    Question("author:Memon", (COMMUNITY,), author=("Memon",), shown="Ubuntu – “I am because"),
    Question(
        '"medical ethics"', (ETHICS,), title=("medical ethics",), shown="Alex Ruani is a doctoral"
    ),
    Question(
        "leadership AHP",
        (AHP, EDUCATORS, TRANSITION, KINDNESS, ""),
        title=("Leadership", "Leadership", "AHPs"),
        snippet=("AHPs", "AHP", "Allied Health Professions"),
        shown="The Allied Health Professions (AHPs) represent",
    ),
    Question("author:diaz-baez", (TRANSITION,), author=("Díaz-Báez",), shown="Across universities"),
    Question(
        'author:"Jane Dacre"', (EDUCATORS,), author=("Jane Dacre",), shown="Context Leadership"
    ),
    Question("title:kindness", (KINDNESS,), title=("Kindness",), shown="As colleagues in the NHS"),
    Question(
        "consult*",
        (CONSULTING,),
        title=("consulting",),
        snippet=("consulting",),
        shown="management consulting",
    ),
    Question(
        "misinformaton~",
        (ETHICS,),
        title=("misinformation", "misinformation"),
        snippet=("misinformation",),
        shown="health misinformation",
    ),
    Question(
        "NHS -kindness",
        (GLOBAL, AHP),
        first_tier=2,
        title=("NHS",),
        shown="At the recent Commonwealth Intergenerational Dialogue",
    ),
    Question(
        '"I am because we are"',
        (COMMUNITY,),
        snippet=("I am because we are",),
        shown="“I am because we are”. An African philosophy",
    ),
    Question("boarders", (GLOBAL,), title=("boarders",), shown="At the recent Commonwealth"),
)
