"""BibTeX entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from leadersearch.export.authors import cited_authors
from leadersearch.export.lists import joined, listed
from leadersearch.model.article import Article, PartialDate
from leadersearch.model.dois import normalise_doi
from leadersearch.model.fields import PLACE_FIELDS
from leadersearch.model.months import ABBREVIATIONS
from leadersearch.model.names import Name
from leadersearch.results.snippets.display_text import one_line
from leadersearch.text import STOP_WORDS, fold, tokenise

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPED)) + "]")
# BibTeX counts braces that have a backslash before them, too; what is named has none to count.
_NAMED_BRACES = _ESCAPED | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_AND = re.compile(r"\band\b", re.IGNORECASE)  # between two names; within one it stands in braces
# A word with a capital behind its first letter: NHS, AHPs, McLure.
_KEEPS_CAPITALS = re.compile(r"(?<![^\W_])(?=\d*+[^\W\d_][^\W_A-ZÀ-ÖØ-Þ]*+[A-ZÀ-ÖØ-Þ])[^\W_]++")
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


def pieces(articles: Iterable[Article]) -> Iterator[str]:
    """A .bib file, entry by entry."""
    yield from joined(map(entry, articles))


def entry(article: Article) -> str:
    """One entry: an article where it appeared somewhere, else miscellaneous."""
    kind = "article" if article.venue or article.doi else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(article))
    return f"@{kind}{{{citation_key(article)},\n{fields}}}\n"


def citation_key(article: Article) -> str:
    """The key: author, year, first telling word of the title, and four signs of the id.

    The last makes keys unique, and the same in every file.
    """
    author = Name.parse(one_line(article.authors[0])).family if article.authors else ""
    forms = [token.form for token in tokenise(article.title)]
    word = next((form for form in forms if form not in STOP_WORDS and len(form) > 2), "")
    year = f"{article.date.year:04d}" if article.date else ""
    parts = (_NOT_IN_KEYS.sub("", fold(part)) for part in (author, year, word))
    digest = blake2b(article.id.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"{''.join(parts) or 'article'}-{digest}"


def escaped(text: str) -> str:
    """Text that LaTeX sets as it stands, and in which BibTeX's count of braces comes out even."""
    text = one_line(text)
    escapes = _ESCAPED if _is_balanced(text) else _NAMED_BRACES
    return _SPECIAL.sub(lambda match: escapes[match[0]], text)


def _is_balanced(text: str) -> bool:
    """Whether every brace closes one or is closed."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return not depth


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    names = " and ".join(_author(name) for name in cited_authors(article))
    title = _KEEPS_CAPITALS.sub(r"{\g<0>}", escaped(article.title))
    values = {
        "author": _braced(names),
        "title": _braced(title),
        "journal": _braced(escaped(article.venue)),
        **_place(article),
        **_date_fields(article.date),
        "doi": _braced(_address(normalise_doi(article.doi))),
        **_identifiers(article),
        "url": _braced(_address(article.url)),
        "keywords": _braced(escaped(listed(article.tags))),
        "abstract": _braced(escaped(article.excerpt)),
        "language": _braced(escaped(article.language)),
    }
    yield from ((name, value) for name, value in values.items() if value != "{}")


def _place(article: Article) -> dict[str, str]:
    """Volume, number and pages; the number of no journal is an issue, as BibLaTeX has it."""
    held = {name: "".join(article.extra.get(name, ())[:1]) for name in PLACE_FIELDS}
    number = "number" if one_line(article.venue) else "issue"
    values = {
        "volume": held["volume"],
        number: held["issue"],
        "pages": held["pages"].replace("-", "--"),
    }
    return {name: _braced(escaped(value)) for name, value in values.items()}


def _identifiers(article: Article) -> dict[str, str]:
    """PMID, PMCID, ISBN under their names; the arXiv identifier as BibLaTeX has it."""
    names = {"pmid": "pmid", "pmcid": "pmcid", "arxiv": "eprint", "isbn": "isbn"}
    held = {name: ",".join(article.extra.get(kind, ())) for kind, name in names.items()}
    eprint = {"eprinttype": "{arxiv}"} if held["eprint"] else {}
    return {name: _braced(_address(value)) for name, value in held.items() if value} | eprint


def _date_fields(date: PartialDate | None) -> dict[str, str]:
    if date is None:
        return {}
    month = {"month": ABBREVIATIONS[date.month - 1]} if date.month else {}
    day = {"day": _braced(str(date.day))} if date.day else {}
    return {"year": _braced(f"{date.year:04d}"), **month, **day}


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _author(name: Name) -> str:
    if not name.given:
        return _braced(escaped(name.surname))
    written = [name.surname, name.suffix, name.given]
    return ", ".join(_AND.sub(r"{\g<0>}", escaped(part)) for part in written if part)


def _address(text: str) -> str:
    """An address as url packages want it: signs as they are, but no braces and no blanks."""
    signs = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
    return "".join(signs.get(sign, sign) for sign in one_line(text))
