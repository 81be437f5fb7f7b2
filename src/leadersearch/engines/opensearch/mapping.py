"""The fields of an index in a cluster, derived from the table of fields.

Every text arrives as terms, laid out word by word: terms of one position are joined by `|`, and a
value ends where positions are left out. A term's score is its plain count, by a similarity of one
line: the formula of `leadersearch.ranking` is applied to the counts of all fields together.
"""

from __future__ import annotations

from typing import Any

from leadersearch.engines.opensearch.address import Address
from leadersearch.engines.opensearch.client import Json
from leadersearch.errors import IndexMismatch, IndexTooNew, IndexTooOld
from leadersearch.model.field import Kind
from leadersearch.model.fields import FACETS, FIELDS, LENGTH_FIELDS
from leadersearch.text.analysis import (
    ANALYSIS_VERSION,
    COMBINED_FIELD,
    COMBINED_GAP,
    VALUE_GAP,
    exact_field,
    facet_field,
)

MAPPING_VERSION = 1
"""Raised whenever an index of another layout could not be read."""

TOGETHER = "|"
"""Between terms of one position; no term has it."""

WORDS_SUFFIX = "_words"
"""The field that lists the terms of a postings field, each once, for `View.words`."""

COMBINED = {COMBINED_FIELD: "", exact_field(COMBINED_FIELD): exact_field("")}
"""The combined fields, and the suffix of the fields that each is made of."""

LONGEST_PREFIX = 8
"""Letters up to which beginnings of words are indexed."""

LONGEST_PATTERN = 100_000
"""Characters of a pattern: one for all that is a few errors away from a word is long."""

KIND, ARTICLE, SIDE_FILE, COMMIT = "kind", "article", "side-file", "commit"

_LONGEST_TOKEN = 10_000
_TEXT = [field.name for field in FIELDS.values() if field.kind is Kind.TEXT]
_NAMES = [field.name for field in FIELDS.values() if field.kind is Kind.NAME]

TEXTS: tuple[str, ...] = (
    *COMBINED,
    *(name for field in _TEXT for name in (field, exact_field(field))),
    *_NAMES,
)
"""The postings fields whose terms have positions."""

KEYWORDS: tuple[str, ...] = (
    *(field.name for field in FIELDS.values() if field.kind is Kind.KEYWORD),
    *(facet_field(facet) for facet in FACETS),
)
"""The postings fields whose terms are whole values."""

_OF_LENGTH = {field.name for field in LENGTH_FIELDS}
_COPIED = {
    # As often as it weighs: one count of a term is then that of all fields.
    field.name + suffix: (combined,) * int(field.weight)
    for field in LENGTH_FIELDS
    for combined, suffix in COMBINED.items()
}
"""The fields that make up the length -> the combined field, as often as each is copied to it."""

LISTED: tuple[str, ...] = (
    exact_field(COMBINED_FIELD),
    exact_field("title"),
    *_NAMES,
    *(name for field in _TEXT if field not in _OF_LENGTH for name in (field, exact_field(field))),
)
"""The postings fields with positions whose terms are listed, too."""

WITH_PREFIXES = frozenset(
    {exact_field(COMBINED_FIELD), exact_field("title"), exact_field("tag"), "author"}
)
"""The postings fields whose beginnings of words are indexed: words are completed in them."""


def index_body(address: Address, language: str) -> Json:
    """The settings and the mapping of a new index."""
    return {
        "settings": {
            "number_of_shards": address.shards,
            "number_of_replicas": address.replicas,
            # A commit makes its changes seen; nothing else does.
            "refresh_interval": -1,
            "codec": "best_compression",
            "max_regex_length": LONGEST_PATTERN,
            "similarity": {
                "default": {
                    "type": "scripted",
                    "script": {"source": "return query.boost * doc.freq;"},
                }
            },
            "analysis": {
                "tokenizer": {
                    "ls_places": {"type": "whitespace", "max_token_length": _LONGEST_TOKEN}
                },
                "filter": {
                    "ls_together": {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": [f"([^{TOGETHER}]+)"],
                    }
                },
                "analyzer": {
                    "ls_terms": {
                        "type": "custom",
                        "tokenizer": "ls_places",
                        "filter": ["ls_together"],
                    }
                },
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {
                "leadersearch": {
                    "mapping": MAPPING_VERSION,
                    "analysis": ANALYSIS_VERSION,
                    "language": language,
                }
            },
            "_source": {"includes": ["article", "fingerprint", "data", "version"]},
            "properties": _properties(),
        },
    }


def language_of(mapping: Any, address: Address, wanted: str | None) -> str:
    """The language of an index; raises IndexTooOld, IndexTooNew or IndexMismatch."""
    meta = mapping.get("_meta", {}).get("leadersearch")
    rebuild = f"rebuild it: leadersearch index --rebuild FOLDER --index {address}"
    if not isinstance(meta, dict):
        raise IndexMismatch(
            f"{address} was not created by leadersearch; name another index in the address"
        )
    for name, ours in (("mapping", MAPPING_VERSION), ("analysis", ANALYSIS_VERSION)):
        theirs = meta.get(name)
        if not isinstance(theirs, int) or theirs < ours:
            raise IndexTooOld(
                f"{address} was written by an older version of leadersearch; {rebuild}"
            )
        if theirs > ours:
            raise IndexTooNew(
                f"{address} was written by a newer version of leadersearch; update leadersearch, "
                f"or {rebuild}"
            )
    language = str(meta.get("language"))
    if wanted and wanted != language:
        raise IndexMismatch(
            f"{address} has the language {language}, not {wanted}; to change it, {rebuild} "
            f"--language {wanted}"
        )
    return language


def _properties() -> Json:
    unseen = {"index": False}
    properties: Json = {
        KIND: {"type": "keyword"},
        "article": {"type": "object", "enabled": False},
        "data": {"type": "object", "enabled": False},
        "version": {"type": "object", "enabled": False},
        "fingerprint": {"type": "keyword", "doc_values": False} | unseen,
        "length": {"type": "long"} | unseen,
        "day": {"type": "integer"},
        "tie": {"type": "long"} | unseen,
        "title_key": {"type": "keyword"} | unseen,
    }
    properties |= {name: _text(name) for name in TEXTS}
    properties |= {name: {"type": "keyword"} for name in KEYWORDS}
    listed = {"type": "keyword"} | unseen
    return properties | {name + WORDS_SUFFIX: listed for name in LISTED}


def _text(name: str) -> Json:
    # Lucene adds one to the gap.
    gap = COMBINED_GAP if name in COMBINED else VALUE_GAP - 1
    text: Json = {
        "type": "text",
        "analyzer": "ls_terms",
        "norms": False,
        "position_increment_gap": gap,
    }
    if name in _COPIED:
        text["copy_to"] = list(_COPIED[name])
    if name in WITH_PREFIXES:
        text["index_prefixes"] = {"min_chars": 1, "max_chars": LONGEST_PREFIX}
    return text
