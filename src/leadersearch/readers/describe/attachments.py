"""Files that a record names, whose text is the body of its article: attachments.

A reader says how they are written, and opens none of them: whether one is there, and may be read,
is for whoever reads the files of a collection to decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

from leadersearch.model.article import Article

FIELD = "attachment"
"""The field of an article that holds them, in the order in which their texts make up the body."""

_MOST = 100  # attachments of one article


def attached(article: Article, files: Iterable[str]) -> Article:
    """An article with its attachments.

    Each is a path, absolute or from the folder of the file that the record is in; or several paths,
    one a line, of which the first that is there is meant.
    """
    named = tuple(dict.fromkeys(filter(None, files)))[:_MOST]
    return replace(article, extra={**article.extra, FIELD: named}) if named else article


def path_of_link(link: str) -> str:
    """The path that a link to a file has; "" for one to the web.

    >>> path_of_link("file:///home/ann/a%20b.pdf"), path_of_link("https://example.org/a.pdf")
    ('/home/ann/a b.pdf', '')
    """
    scheme, mark, rest = link.partition("://")
    if not mark:
        return link
    return unquote(f"/{rest.partition('/')[2]}") if scheme.lower() == "file" else ""


def paths_of_endnote(link: str, library: str) -> str:
    r"""The places of a file that a library of EndNote holds, as `attached` takes them; "" for other links.

    EndNote keeps them beside the library, in a folder that has its name.

    >>> paths_of_endnote("internal-pdf://0123/Lee.pdf", "My wards")
    'My wards.Data/PDF/0123/Lee.pdf\nPDF/0123/Lee.pdf'
    """
    scheme, mark, rest = link.partition("://")
    if not mark or scheme.lower() != "internal-pdf" or "\n" in rest:
        return ""
    return f"{library}.Data/PDF/{rest}\nPDF/{rest}"


def attachments(article: Article) -> tuple[str, ...]:
    """The attachments of an article: as a reader wrote them, or as paths once they were found."""
    return article.extra.get(FIELD, ())
