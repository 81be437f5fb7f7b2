"""PubMed XML: articles, books and chapters, as E-utilities and PubMed's own downloads have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.readers.convert.xml_elements import (
    below,
    date_text,
    first_below,
    first_of,
    line_below,
    line_in,
    lines_below,
    person,
    unique,
)
from leadersearch.readers.describe.elements import articles_of_elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
_IDENTIFIERS = {"doi": "doi", "pmc": "pmcid", "pubmed": "pmid"}


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a PubMed export."""
    return articles_of_elements(file, _RECORDS, _record)


def _record(element: Element) -> dict[str, object]:
    citation = first_of(element, ("MedlineCitation",), ("BookDocument",), ())
    assert citation is not None  # an empty path leads to the element itself
    article = first_of(citation, ("Article",), ())
    assert article is not None
    journal = first_below(article, "Journal")
    book = first_below(article, "Book")
    titles = ("ArticleTitle", "VernacularTitle", "BookTitle")
    title = next(filter(None, (line_below(article, name) for name in titles)), "")
    record: dict[str, object] = {
        "title": title or (line_below(book, "BookTitle") if book is not None else ""),
        "authors": _authors(article) or (_authors(book) if book is not None else []),
        "abstract": _abstract(article),
        "date": _date(article, book),
        "venue": _venue(journal, book, citation),
        "tags": unique(
            [
                *lines_below(citation, "KeywordList", "Keyword"),
                *lines_below(citation, "MeshHeadingList", "MeshHeading", "DescriptorName"),
            ]
        ),
        "language": line_below(article, "Language"),
        "volume": line_below(article, "Journal", "JournalIssue", "Volume"),
        "issue": line_below(article, "Journal", "JournalIssue", "Issue"),
        "pages": line_below(article, "Pagination", "MedlinePgn"),
        "first_page": line_below(article, "Pagination", "StartPage"),
        "last_page": line_below(article, "Pagination", "EndPage"),
        **_identifiers(element, citation, article),
    }
    if pmid := record.get("pmid"):
        record["url"] = f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
    return record


def _authors(element: Element) -> list[object]:
    lists = [row for row in below(element, "AuthorList") if row.get("Type") != "editors"]
    names: list[object] = []
    for author in below(lists[0], "Author") if lists else ():
        if author.get("ValidYN") == "N":
            continue
        if collective := line_below(author, "CollectiveName"):
            names.append({"name": collective})
            continue
        given = line_below(author, "ForeName") or line_below(author, "Initials")
        family = line_below(author, "LastName")
        names.append(person(family, given, line_below(author, "Suffix")))
    return names


def _abstract(article: Element) -> str:
    paragraphs = []
    for part in below(article, "Abstract", "AbstractText"):
        label, text = part.get("Label", "").strip(), line_in(part)
        has_label = label and label.upper() != "UNLABELLED"
        paragraphs.append(f"{label}: {text}" if has_label and text else text)
    return "\n\n".join(filter(None, paragraphs))


def _date(article: Element, book: Element | None) -> str:
    """The date of the issue; where that is a year alone, the day of the same year online."""
    issue = first_below(article, "Journal", "JournalIssue", "PubDate")
    issued = _date_in(issue) if issue is not None else ""
    places = [
        first_below(article, "ArticleDate"),
        first_below(book, "PubDate") if book is not None else None,
        first_below(article, "ContributionDate"),
    ]
    others = [found for place in places if place is not None and (found := _date_in(place))]
    if not issued:
        return others[0] if others else ""
    return next((row for row in others if len(issued) == 4 and row.startswith(issued)), issued)


def _date_in(place: Element) -> str:
    year = line_below(place, "Year")
    if not year:
        return line_below(place, "MedlineDate")
    return date_text(year, line_below(place, "Month"), line_below(place, "Day"))


def _venue(journal: Element | None, book: Element | None, citation: Element) -> str:
    if journal is not None:
        name = line_below(journal, "Title") or line_below(journal, "ISOAbbreviation")
        if name:
            return name
    if book is not None:
        return line_below(book, "BookTitle")
    return line_below(citation, "MedlineJournalInfo", "MedlineTA")


def _identifiers(element: Element, citation: Element, article: Element) -> dict[str, object]:
    found: dict[str, object] = {"pmid": line_below(citation, "PMID")}
    places = (
        *below(element, "PubmedData", "ArticleIdList", "ArticleId"),
        *below(element, "PubmedBookData", "ArticleIdList", "ArticleId"),
        *below(citation, "ArticleIdList", "ArticleId"),
    )
    for place in places:
        if name := _IDENTIFIERS.get(place.get("IdType", "")):
            found[name] = found.get(name) or line_in(place)
    for place in below(article, "ELocationID"):
        if place.get("EIdType") == "doi" and place.get("ValidYN", "Y") != "N":
            found["doi"] = found.get("doi") or line_in(place)
    return found
