"""Values as Ovid writes them, without what it adds: affiliations, degrees, kinds of article, issues."""

from __future__ import annotations

import re

from leadersearch.model.months import MONTHS
from leadersearch.model.names import is_degree, is_suffix

# As in: Walsdorf, Neill B. [Inventor, Reprint Author; E-mail: ]
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")
# The numbers and signs of affiliations, as in: Zhang, Weijia 1,2,+
_AFFILIATION = re.compile(r"(?:\d{1,3}|[*+#&]|\[[a-z]+\])")
_CAPITALS = re.compile(r"[A-Z]{3,}")
_KIND = re.compile(
    r"(?<=\S)(?<!\s)\s*+\[[A-Z][\w ,/&-]{2,40}\]\.?\Z|(?<=\S)(?<!\s)\s*+\[\d+ refs\]\.?\Z"
)
_MOST_KINDS = 3
_BEFORE_ISSUE = re.compile(
    rf"[ .,]{{1,3}}(?:(?:{'|'.join(MONTHS)}|Spring|Summer|Autumn|Fall|Winter)[\w ,/-]{{0,40}}?)?\d{{4}};"
)


def author(written: str) -> str:
    """A name without what says who its bearer is.

    >>> author("Walsdorf, Neill B. [Inventor]"), author("Lefkowitz, Rafael Y. MD, MPH 1")
    ('Walsdorf, Neill B.', 'Lefkowitz, Rafael Y.')
    """
    family, comma, rest = written.partition(",")
    if not comma:
        return " ".join(_bare(written).split())
    given, *others = _bare(rest).split(",")
    words = given.split()
    while len(words) > 1 and (is_degree(words[-1]) or (others and _CAPITALS.fullmatch(words[-1]))):
        words.pop()
    kept = [" ".join(words), *(part.strip() for part in others if is_suffix(part.strip()))]
    return ", ".join([family.strip(), *filter(None, kept)])


def authors(written: str) -> list[str]:
    """The names in one value; who says of itself that it is reached by mail is one."""
    return [author(part) for part in _IN_BRACKETS.sub("", written).split(";") if part.strip()]


def title(written: str) -> str:
    """A title without the kinds of article behind it.

    >>> title("Take ten: facts.  [Miscellaneous]"), title("[Kindness]. [Review] [23 refs]")
    ('Take ten: facts.', '[Kindness].')
    """
    for _ in range(_MOST_KINDS):
        written = _KIND.sub("", written)
    return written


def venue(written: str) -> str:
    """The journal of a source.

    >>> venue("BMC Care. 12, 2018."), venue("ACSM'S Health Journal January/February 2010;14(1):56")
    ('BMC Care', "ACSM'S Health Journal")
    """
    return _BEFORE_ISSUE.split(written.partition(". ")[0], maxsplit=1)[0].rstrip(".")


def _bare(text: str) -> str:
    """A text without the marks of affiliations at its end."""
    words = [word for word in re.split(r"(?<!\s)\s+|(?=,)", _IN_BRACKETS.sub("", text)) if word]
    while words and (_AFFILIATION.fullmatch(words[-1].strip(",")) or words[-1] == ","):
        words.pop()
    return " ".join(words)
