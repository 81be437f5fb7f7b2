"""The fields of an article, one row each: THE table.

Whatever is said of a field is said here, and derived everywhere else: what is stored, how it is
analysed and weighed, what its values are, whether they are counted, how it is spelt in queries and
explained, under which names other programs and our own exports know it.

A new field is a new row. One that is worked out from others has `derive`; any other that is no
attribute of `Article` lies in `Article.extra`.

Longer than 300 lines: it is the table, and a row has its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError
from leadersearch.model.field import Field, Kind
from leadersearch.model.senses import sense_terms, short_key

if TYPE_CHECKING:
    from leadersearch.model.article import Article


def _paths(article: Article) -> tuple[str, ...]:
    if not article.records:
        return (article.source.file,) if article.source else ()
    return tuple(dict.fromkeys(source.file for source in article.sources))


def _whole(kind: str) -> Callable[[str], str]:
    """The function that makes the term of an identifier."""

    def whole(value: str) -> str:
        from leadersearch.model.identifiers import normalised  # most searches ask for none

        return normalised(kind, value)

    return whole


def _identifier(
    name: str, meaning: str, example: str, record_names: tuple[str, ...], *, column: int
) -> Field:
    """The row of an identifier that lies in `Article.extra`."""
    return Field(
        name,
        Kind.KEYWORD,
        narrows=True,
        identifies=True,
        whole=_whole(name),
        meaning=meaning,
        example=f"{name}:{example}",
        reason="text",
        record_names=(name, *record_names),
        key=name,
        column=column,
    )


def _part_of_place(name: str, record_names: tuple[str, ...], *, column: int) -> Field:
    """The row of a part of the place in a journal, which is kept and cited, and not searched."""
    return Field(
        name,
        Kind.STORED,
        of_place=True,
        record_names=(name, *record_names),
        key=name,
        column=column,
    )


TABLE: tuple[Field, ...] = (
    Field(
        "title",
        Kind.TEXT,
        "title",
        weight=3.0,
        in_length=True,
        by_default=True,
        aliases=("ti", "headline"),
        meaning="the title",
        example="title:kindness",
        place="title",
        record_names=(
            *("title", "headline", "articletitle", "posttitle", "documenttitle", "primarytitle"),
            *("tl", "ti", "itemtitle", "pagetitle", "titledisplay", "displayname"),
        ),
        key="title",
        column=2,
    ),
    Field(
        "excerpt",
        Kind.TEXT,
        "excerpt",
        in_length=True,
        by_default=True,
        aliases=("ab", "abstract", "summary", "description"),
        meaning="the excerpt or abstract",
        example="excerpt:wellbeing",
        place="text",
        record_names=(
            *("abstract", "excerpt", "summary", "description", "abstractnote", "postexcerpt"),
            *("standfirst", "teaser", "dek", "lead", "lede", "subtitle", "snippet"),
            *("notesabstract", "selection"),
        ),
        key="excerpt",
        column=9,
    ),
    Field(
        "body",
        Kind.TEXT,
        "body",
        in_length=True,
        by_default=True,
        aliases=("text", "content", "fulltext"),
        meaning="the full text",
        example="body:mentoring",
        place="text",
        record_names=(
            *("body", "content", "text", "fulltext", "contenttext", "contenthtml", "postcontent"),
            *("articlebody", "html", "markdown", "bodytext", "contents", "bodyhtml"),
        ),
        key="body",
    ),
    Field(
        "author",
        Kind.NAME,
        "authors",
        several=True,
        stresses_first=True,
        by_default=True,
        facet="author",
        facet_label="authors",
        filter_help="Only articles by this author.",
        names_people=True,
        aliases=("au", "authors", "by", "creator", "writer"),
        meaning="the names of the authors",
        example='author:"Zain Memon"',
        record_names=(
            "authorfullnames",
            *("authors", "author", "authornames", "creators", "creator", "dccreator"),
            *("authorlist", "authorname", "byline", "firstauthors"),
            *("postauthor", "writers", "writer", "contributors", "by", "au", "authordisplay"),
            "authorshipsauthordisplayname",
        ),
        key="authors",
        column=3,
    ),
    Field(
        "date",
        Kind.DATE,
        "date",
        narrows=True,
        facet="year",
        facet_label="years",
        filter_help="Only articles of this year.",
        facet_of=lambda date: date[:4],
        aliases=("dp", "py", "year", "published", "pubdate"),
        reason="date",
        meaning="the date of publication",
        example="date:2020..2023",
        record_names=(
            *("date", "published", "datepublished", "publicationdate", "publisheddate"),
            "dateofpublication",
            *("pubdate", "publishedat", "issued", "posted", "postdate", "publishdate"),
            *("publicationyear", "year", "dcdate", "created", "createdat", "datecreated"),
            *("pubyear", "publishedyear", "updated", "datemodified"),
        ),
        key="date",
        column=4,
    ),
    Field(
        "tag",
        Kind.TEXT,
        "tags",
        several=True,
        weight=0.5,
        by_default=True,
        narrows=True,
        facet="tag",
        facet_label="tags",
        ignores_case=True,
        filter_help="Only articles with this tag.",
        aliases=("tags", "keyword", "keywords", "category", "topic", "mh", "ot"),
        meaning="tags, keywords, categories",
        example='tag:"clinical leadership"',
        place="tags",
        reason="tag",
        record_names=(
            *("tags", "tag", "keywords", "categories", "category", "subjects", "topics"),
            *("labels", "manualtags", "authorkeywords", "keyword", "documenttags"),
            *("meshterms", "indexkeywords", "keywordsplus", "ieeeterms"),
        ),
        key="tags",
        column=8,
    ),
    Field(
        "venue",
        Kind.TEXT,
        "venue",
        narrows=True,
        facet="venue",
        facet_label="venues",
        ignores_case=True,
        filter_help="Only articles from this journal or blog.",
        aliases=("ta", "journal", "publication", "blog"),
        meaning="the journal or blog",
        example='venue:"BMJ Leader"',
        place="venue",
        reason="text",
        record_names=(
            *("venue", "journal", "journaltitle", "publicationtitle", "containertitle"),
            *("booktitle", "sourcetitle", "publication", "journalbook", "publicationname"),
            *("sitename", "website", "primarylocationsourcedisplayname"),
        ),
        key="venue",
        column=5,
    ),
    Field(
        "url",
        Kind.NAME,
        "url",
        narrows=True,
        aliases=("site", "link"),
        meaning="the address",
        example="url:blogs.bmj.com",
        reason="text",
        record_names=(
            *("url", "link", "permalink", "href", "externalurl", "articleurl", "uri"),
            *("sourceurl", "canonical", "alternate", "plink", "fulltextlink", "pdflink"),
            *("sourceurls", "embaselink", "dimensionsurl"),
        ),
        key="url",
        column=7,
    ),
    Field(
        "source",
        Kind.NAME,
        derive=_paths,
        narrows=True,
        aliases=("file", "path"),
        meaning="the file it was read from",
        example="source:export.xml",
        reason="text",
        key="source",
        column=10,
    ),
    Field(
        "doi",
        Kind.KEYWORD,
        "doi",
        narrows=True,
        identifies=True,
        whole=_whole("doi"),
        aliases=("aid",),
        meaning="the DOI",
        example="doi:10.1136/leader-2023-000123",
        reason="text",
        record_names=("doi", "digitalobjectidentifier"),
        key="doi",
        column=6,
    ),
    _identifier(
        "pmid", "the number in PubMed", "31234567", ("pubmedid", "pubmed", "medlinepmid"), column=11
    ),
    _identifier(
        "pmcid",
        "the number in PubMed Central",
        "PMC1234567",
        ("pmc", "pubmedcentral", "pubmedcentralid"),
        column=12,
    ),
    _identifier(
        "arxiv", "the number in arXiv, of any version", "2101.00001", ("arxivid",), column=13
    ),
    _identifier(
        "isbn",
        "the ISBN, in its old or new form",
        "978-0-306-40615-7",
        ("isbn13", "isbn10", "eisbn", "isbns"),
        column=14,
    ),
    Field(
        "id",
        Kind.KEYWORD,
        "id",
        narrows=True,
        identifies=True,
        aliases=("uid",),
        meaning="the id shown with an article",
        example="id:3f2a9c1e",
        reason="text",
        key="id",
        column=1,
    ),
    Field(
        "acronym",
        Kind.KEYWORD,
        derive=lambda article: tuple(dict.fromkeys(row.short for row in article.acronyms)),
        narrows=True,
        whole=short_key,
        aliases=("acronyms", "abbreviation"),
        meaning="an acronym that it explains",
        example="acronym:AHP",
        reason="text",
    ),
    Field(
        "sense",  # of an acronym: for the planner, nobody types it
        Kind.KEYWORD,
        derive=lambda article: sense_terms(article.acronyms),
        narrows=True,
    ),
    _part_of_place("volume", ("vol", "volumenumber", "journalvolume"), column=16),
    _part_of_place("issue", ("issuenumber", "issueno", "iss"), column=17),
    _part_of_place(
        "pages",
        ("page", "pagerange", "pagination", "pageinfo", "pagenumbers", "medlinepgn"),
        column=18,
    ),
    Field(
        "library",
        Kind.STORED,
        record_names=("librarylinks",),
        key="library_links",
    ),
    Field(
        "attachment",
        Kind.STORED,
        key="attachments",
    ),
    Field(
        "language",
        Kind.STORED,
        "language",
        record_names=(
            *("language", "lang", "locale", "languageofarticle"),
            "languageoforiginaldocument",
        ),
        key="language",
        column=15,
    ),
)

FIELDS: dict[str, Field] = {row.name: row for row in TABLE if row.kind is not Kind.STORED}
"""The fields that are searched, by name."""

DEFAULT_FIELDS: tuple[Field, ...] = tuple(row for row in FIELDS.values() if row.by_default)

LENGTH_FIELDS: tuple[Field, ...] = tuple(row for row in FIELDS.values() if row.in_length)
"""Those that make up the length, in the order in which they stand in the combined field."""

FACET_FIELDS: dict[str, Field] = {row.facet: row for row in FIELDS.values() if row.facet}
"""Facet -> the field whose values it counts."""

FACETS: tuple[str, ...] = tuple(FACET_FIELDS)

FIELD_NAMES: dict[str, str] = {
    name: row.name for row in FIELDS.values() if row.meaning for name in (row.name, *row.aliases)
}
"""Every accepted spelling of a field -> its name; nobody asks for one without a meaning."""

EXTRA_FIELDS: tuple[Field, ...] = tuple(
    row for row in TABLE if not row.attribute and row.derive is None
)
"""Those whose values lie in `Article.extra`."""

PLACE_FIELDS: tuple[str, ...] = tuple(row.name for row in TABLE if row.of_place)
"""Those that say where in its journal an article stands."""


def kept_whole(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles, one by one; raises ArticleError where `extra` names a field that there is not."""
    known = [row.name for row in EXTRA_FIELDS]
    for article in articles:
        for name in article.extra:
            if name not in known:
                names = ", ".join(known)
                raise ArticleError(f"unknown field {name!r} in extra: choose from {names}")
        yield article
