"""Citations to read: Vancouver, APA, Markdown.

Vancouver follows the NLM's "Citing Medicine", APA the 7th edition of its manual, as far as what
is known of an article goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from leadersearch.export.authors import cited_authors, written_authors
from leadersearch.export.lists import joined
from leadersearch.model.article import Article, PartialDate
from leadersearch.model.dois import normalise_doi
from leadersearch.model.months import MONTHS
from leadersearch.model.names import Name
from leadersearch.model.places import written_place
from leadersearch.results.snippets.display_text import one_line
from leadersearch.safety import encoded_link, safe_link

_MOST_VANCOUVER = 6
_MOST_APA = 20
_WORDS_FOR_TITLE = 8
_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")


def vancouver(article: Article) -> str:
    """Er HM, Razak SSA, Dacre J. Title. Venue. 2024 May 17;8(2):117-21. Available from: URL."""
    date = article.date
    when = ""
    if date:
        month = MONTHS[date.month - 1][:3] if date.month else ""
        when = " ".join(str(part) for part in (date.year, month, date.day) if part)
    when = ";".join(filter(None, (when, one_line(written_place(article)))))
    names = [_vancouver_name(name) for name in cited_authors(article)]
    if len(names) > _MOST_VANCOUVER:
        names = [*names[:_MOST_VANCOUVER], "et al"]
    doi = f"doi: {_doi(article)}" if article.doi else ""
    url = f"Available from: {one_line(article.url)}" if article.url and not doi else ""
    ended = [", ".join(names), _title(article), one_line(article.venue), when, doi]
    return _joined([*map(_ended, ended), url])


def numbered(articles: Iterable[Article]) -> Iterator[str]:
    """Vancouver citations under the numbers by which they are cited."""
    return (f"{row}. {vancouver(article)}\n" for row, article in enumerate(articles, 1))


def apa(article: Article) -> str:
    """Er, H. M., Razak, S. S. A., & Dacre, J. (2024, May 17). Title. Venue, 8(2), 117–121. URL."""
    names = [_apa_name(name) for name in cited_authors(article)]
    if len(names) > _MOST_APA:
        by = f"{', '.join(names[: _MOST_APA - 1])}, … {names[-1]}"
    elif len(names) > 1:
        by = f"{', '.join(names[:-1])}, & {names[-1]}"
    else:
        by = "".join(names)
    when = f"({_apa_date(article.date)})."
    place = written_place(article, dash="–", mark=", ")
    where = filter(None, (one_line(article.venue), one_line(place)))
    title, venue = _ended(_title(article)), _ended(", ".join(where))
    link = f"https://doi.org/{_doi(article)}" if article.doi else one_line(article.url)
    # Without an author the title takes the first place.
    return _joined([_ended(by), when, title, venue, link] if by else [title, when, venue, link])


def apa_list(articles: Iterable[Article]) -> Iterator[str]:
    """APA citations, one a paragraph, in the order given."""
    return joined(f"{apa(article)}\n" for article in articles)


def markdown(article: Article) -> str:
    """[Title](URL). Authors. *Venue* 8(2):117-21, 17 May 2024."""
    links = markdown_links(article)
    title = markdown_text(_title(article))
    if links:
        title = f"[{title}]({links[0]})"
    by = ", ".join(markdown_text(name) for name in written_authors(article))
    venue = f"*{markdown_text(article.venue)}*" if one_line(article.venue) else ""
    venue = _joined([venue, markdown_text(written_place(article))])
    where = ", ".join(part for part in (venue, _spoken(article.date)) if part)
    return _joined([_ended(title), _ended(by), _ended(where)])


def markdown_text(text: str) -> str:
    """A text on one line, of which nothing is markup."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def markdown_links(article: Article) -> list[str]:
    """The links of an article that may be followed, the DOI's first, in angle brackets."""
    doi = f"https://doi.org/{_doi(article)}" if article.doi else ""
    links = [link for link in (doi, safe_link(one_line(article.url))) if link]
    return [f"<{encoded_link(link)}>" for link in links]


def markdown_list(articles: Iterable[Article]) -> Iterator[str]:
    """A bulleted list."""
    return (f"- {markdown(article)}\n" for article in articles)


def _doi(article: Article) -> str:
    return one_line(normalise_doi(article.doi))


def _title(article: Article) -> str:
    """The title; where there is none, the beginning of the text in brackets."""
    if article.title:
        return one_line(article.title)
    words = one_line(article.text).split()
    more = " …" if len(words) > _WORDS_FOR_TITLE else ""
    return f"[{' '.join(words[:_WORDS_FOR_TITLE])}{more}]"


def _vancouver_name(name: Name) -> str:
    return " ".join(part for part in (name.surname, name.initials(), name.suffix) if part)


def _apa_name(name: Name) -> str:
    parts = (name.surname, name.initials(".", " "), name.suffix)
    return ", ".join(part for part in parts if part)


def _apa_date(date: PartialDate | None) -> str:
    if date is None:
        return "n.d."
    if date.month is None:
        return str(date.year)
    day = f" {date.day}" if date.day else ""
    return f"{date.year}, {MONTHS[date.month - 1]}{day}"


def _spoken(date: PartialDate | None) -> str:
    if date is None:
        return ""
    month = MONTHS[date.month - 1] if date.month else ""
    return " ".join(str(part) for part in (date.day, month, date.year) if part)


def _ended(text: str) -> str:
    """A text with a full stop, unless it has an end of its own."""
    bare = text.rstrip("*)>")
    return text if not text or bare.endswith((".", "?", "!", "…")) else f"{text}."


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)
