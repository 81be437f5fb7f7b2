"""The query language on one page: the rows that the helps of all faces show."""

from __future__ import annotations

from typing import NamedTuple

from leadersearch.model.fields import FIELDS


class HelpRow(NamedTuple):
    """What to write, what it means, and a query to try."""

    write: str
    meaning: str
    example: str


LANGUAGE_HELP: tuple[HelpRow, ...] = (
    HelpRow("words", "any of them, the articles that hold all of them first", "leadership AHP"),
    HelpRow('"words"', "exactly these words in this order", '"medical ethics"'),
    HelpRow('"words"~5', "near each other, at most so many words between", '"community care"~5'),
    HelpRow("+word", "must be there", "+leadership kindness"),
    HelpRow("-word", "must not be there", "NHS -kindness"),
    HelpRow("AND, OR, NOT", "all, any, none; in capitals", "ethics AND (nursing OR midwifery)"),
    HelpRow("( )", "belong together", "(kindness OR compassion) leadership"),
    HelpRow("a link or a DOI", "the article behind it", "10.1136/leader-2023-000123"),
    HelpRow("field:word", "in this field only", "author:Memon"),
    HelpRow("field:(words)", "all of it in this field", "title:(kindness OR inclusion)"),
    HelpRow("field:*", "has this field at all", "leadership -doi:*"),
    HelpRow("word*", "words that begin so", "lead*"),
    HelpRow("wom?n, *ship", "? is one letter, * any letters", "wom?n *ship"),
    HelpRow("word~, word~2", "one or two letters may differ", "misinformaton~"),
    HelpRow("=word", "this very form of the word, no acronym or stem", "=leaders"),
    HelpRow("word^3", "counts three times", "title:ethics^3 nursing"),
    HelpRow("date:2024", "a year, a month (2024-05) or a day (2024-05-17)", "date:2024-05"),
    HelpRow("date:2020..2023", "from the first to the last", "date:2020..2023-06"),
    HelpRow("date:>=2023", "also >, <, <=, since, before, after, until", "date:>=2023-05"),
    HelpRow('date:"last 30 days"', "also this year, last month, today", 'date:"last 30 days"'),
    HelpRow(
        "memon[au]", "PubMed's tags, right behind a word", "memon[au] ethics[ti] 2020:2023[dp]"
    ),
    HelpRow("\\", "the next sign is an ordinary one", r"what\*"),
    HelpRow("*", "all articles", "*"),
)

_MEANINGS = {
    "title": ("the title", "title:kindness"),
    "excerpt": ("the excerpt or abstract", "excerpt:wellbeing"),
    "body": ("the full text", "body:mentoring"),
    "author": ("the names of the authors", 'author:"Zain Memon"'),
    "tag": ("tags, keywords, categories", 'tag:"clinical leadership"'),
    "venue": ("the journal or blog", 'venue:"BMJ Leader"'),
    "url": ("the address", "url:blogs.bmj.com"),
    "source": ("the file that it was read from", "source:export.xml"),
    "doi": ("the DOI", "doi:10.1136/leader-2023-000123"),
    "id": ("the id that is shown with an article", "id:3f2a9c1e"),
    "date": ("the date of publication", "date:2020..2023"),
}

FIELD_HELP: tuple[HelpRow, ...] = tuple(
    HelpRow(", ".join(f"{name}:" for name in (field.name, *field.aliases)), *_MEANINGS[field.name])
    for field in FIELDS.values()
)
"""One row for each field, with all its spellings."""
