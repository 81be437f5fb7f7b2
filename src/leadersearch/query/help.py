"""The query language on one page: the rows that the helps of all faces show."""

from __future__ import annotations

from typing import NamedTuple

from leadersearch.model.fields import FIELDS


class HelpRow(NamedTuple):
    """A row of the help: what to write, its meaning, and a query to try."""

    write: str
    meaning: str
    example: str


LANGUAGE_HELP: tuple[HelpRow, ...] = (
    HelpRow("words", "any of these words; articles with all of them come first", "leadership AHP"),
    HelpRow('"words"', "these words, in this order", '"medical ethics"'),
    HelpRow('"words wor*"', "beginnings of words and patterns in quotes", '"medical ethic*"'),
    HelpRow('"words"~5', "these words, with at most 5 others between them", '"community care"~5'),
    HelpRow("+word", "required", "+leadership kindness"),
    HelpRow("-word", "excluded", "NHS -kindness"),
    HelpRow("AND, OR, NOT", "all, any, none; in capitals", "ethics AND (nursing OR midwifery)"),
    HelpRow("( )", "a group", "(kindness OR compassion) leadership"),
    HelpRow("a link or a DOI", "the article with this link or DOI", "10.1136/leader-2023-000123"),
    HelpRow("field:word", "in this field only", "author:Memon"),
    HelpRow("field:(words)", "all of this in one field", "title:(kindness OR inclusion)"),
    HelpRow("field:*", "articles that have this field", "leadership -doi:*"),
    HelpRow("word*", "words that begin with this", "lead*"),
    HelpRow("wom?n, *ship", "? is one letter, * any letters", "wom?n *ship"),
    HelpRow("word~, word~2", "one or two letters may differ", "misinformaton~"),
    HelpRow("=word", "this form of the word only, never corrected", "=leaders"),
    HelpRow("word^3", "counts three times", "title:ethics^3 nursing"),
    HelpRow("date:2024", "a year, a month (2024-05) or a day (2024-05-17)", "date:2024-05"),
    HelpRow("date:2020..2023", "a range; both ends are included", "date:2020..2023-06"),
    HelpRow("date:>=2023", "also >, <, <=, since, before, after, until", "date:>=2023-05"),
    HelpRow('date:"last 30 days"', "also this year, last month, today", 'date:"last 30 days"'),
    HelpRow(
        "memon[au]", "PubMed tags, directly after a word", "memon[au] ethics[ti] 2020:2023[dp]"
    ),
    HelpRow("\\", "takes the next character literally", r"what\*"),
    HelpRow("*", "all articles", "*"),
)

READING_HELP: tuple[HelpRow, ...] = (
    HelpRow(
        "A TEXT IN CAPITALS",
        "AND, OR and NOT are words in it; operators again in brackets, or between abbreviations",
        "WHY LEADERS DO NOT LISTEN",
    ),
    HelpRow("do NOT", "a word after an auxiliary verb", "leaders who do NOT listen"),
    HelpRow("+1, -1", "numbers with a sign; `-(1)` excludes a number", "+1 leadership"),
    HelpRow(
        "+, - and | in a sentence",
        "text, in more than six words that are a sentence; operators again in brackets",
        "how leaders -and their teams- recover after a pandemic",
    ),
    HelpRow(
        "WHO, IT",
        "abbreviations: a stop word in capitals counts where other words are in small letters",
        "WHO guidance",
    ),
    HelpRow("hepatitis A", "a letter behind a noun counts, too", "type A personality"),
    HelpRow(
        "word 2016, word 2016-2018",
        "a year beside words is found in texts and in dates; `=2016` in texts only",
        "kindness 2016",
    ),
    HelpRow(
        "word before 2018",
        "articles of that time; also `since`, `older than`, `no later than`, `between 2015 and 2018`, `>2015`, `the last 10 years`",
        "kindness after 2012",
    ),
    HelpRow(
        "word May 2016",
        "a month or a day is found in texts and in dates; also `2016-05-12`, `12/5/2016`",
        "kindness May 2016",
    ),
    HelpRow(
        "Tag: you are it",
        "a title where no article fits it as a field, and some article holds all of its words; also within: `The journal: a history`",
        "Blog: quiet leadership",
    ),
    HelpRow(
        "igf-1",
        "its parts that any article holds, where none holds all",
        "leadership-xyz",
    ),
    HelpRow(
        "Smith et al., 2016",
        "articles by this author of this year first; also `(Smith 2016)`, `Smith & Jones 2016a`",
        "Memon et al., 2016",
    ),
)
"""Texts that are not taken for operators or stop words though they look like them, for the page of the language."""

FIELD_HELP: tuple[HelpRow, ...] = tuple(
    HelpRow(
        ", ".join(f"{name}:" for name in (field.name, *field.aliases)), field.meaning, field.example
    )
    for field in FIELDS.values()
    if field.meaning
)
"""One row for each field, with all its spellings."""
