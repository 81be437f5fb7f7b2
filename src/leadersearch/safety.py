"""Text that comes from anywhere -> text that is safe where it is shown, opened or calculated.

The one place that decides which characters a terminal may be given, which cells a spreadsheet
would run, and which links may be followed. All faces use it, and `leadersearch.results.snippets.display_text`.
"""

from __future__ import annotations

import re

UNSAFE = (
    # Controls but for tab and line ends (ECMA-48); lone surrogates, which no encoding can write.
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
    # Marks, embeddings, overrides and isolates that reorder the text around them (UAX #9).
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    # Of no width, so that two texts look alike and are not; annotations; tags.
    r"\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
"""Characters that are never shown, as the inside of a set of a pattern."""

JOINERS = r"\u200c\u200d"
"""They shape letters of many scripts, and emoji; between ASCII they only hide."""

_SHAPED = rf"[^\x00-\x7f\s{UNSAFE}{JOINERS}]"
STRAY_JOINER = rf"(?<=[{JOINERS}])(?:(?<!{_SHAPED}[{JOINERS}])|(?!{_SHAPED}))"
"""Behind a joiner: whether there is nothing on one of its sides that it could join."""

LINE_ENDS = r"\r\x0b\x0c\x85\u2028\u2029"
"""Characters that end a line, beside the line feed."""

_STRAY = rf"[{JOINERS}]{STRAY_JOINER}"
_NOT_VISIBLE = re.compile(rf"[{UNSAFE}]|{_STRAY}")
_BLANK = re.compile(rf"[\t\n{LINE_ENDS}]")
_PAINT = r"\x1b\[[0-9;]*m"  # ECMA-48 SGR: colours and the like, and nothing else
_NOT_WRITTEN = re.compile(rf"({_PAINT})|[{UNSAFE}]|{_STRAY}|\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
_NOT_IN_JSON = re.compile(rf"[{UNSAFE}{JOINERS}\x85\u2028\u2029]")
_SECRET = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*://).*@", re.DOTALL)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def is_safe(text: str) -> bool:
    r"""Whether a text is one line that can be shown as it is.

    >>> is_safe("naïve 日本"), is_safe("a\x1b[31m"), is_safe("gpj.\u202eexe")
    (True, False, False)
    """
    return text.isprintable() or not (_NOT_VISIBLE.search(text) or _BLANK.search(text))


def visible(text: str) -> str:
    r"""A text on one line, sign for sign: places in it stay what they are.

    >>> visible("a\tb\x1b[31m")
    'a b�[31m'
    """
    if text.isprintable():
        return text
    return _BLANK.sub(" ", _NOT_VISIBLE.sub(_REPLACEMENT, text))


def without_secret(place: str) -> str:
    """The address of an index without the user and the password in it; a path as it is.

    >>> without_secret("opensearch://anna:secret@host:9200/articles")
    'opensearch://host:9200/articles'
    """
    return _SECRET.sub(r"\1", place)


def writable(text: str) -> str:
    """Whole output, as a terminal may be given it: lines, tabs and colours are kept.

    The last net: what comes here should be safe already.
    """
    return _NOT_WRITTEN.sub(lambda found: found[1] or _REPLACEMENT, text)


def escaped_json(text: str) -> str:
    r"""JSON with escapes in the place of what is valid in it and not safe to show.

    >>> escaped_json('"\u202e"')
    '"\\u202e"'
    """
    return _NOT_IN_JSON.sub(_json_escape, text)


def _json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


# --- cells ---------------------------------------------------------------------------------------

_FORMULA = re.compile(r"""[\s'"]*[=+\-@＝＋－＠]""")
_GUARDED = re.compile(rf"'(?={_FORMULA.pattern})")


def guarded_cell(cell: str) -> str:
    r"""A cell that no spreadsheet takes for a formula: an apostrophe stands before one (OWASP).

    >>> guarded_cell("=1+1"), guarded_cell("1+1"), guarded_cell("@SUM(A1)")
    ("'=1+1", '1+1', "'@SUM(A1)")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded_cell(cell: str) -> str:
    """A cell without the apostrophe that `guarded_cell` put before it."""
    return cell[1:] if _GUARDED.match(cell) else cell


# --- links ---------------------------------------------------------------------------------------

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PORT = re.compile(r"[^/:][^/:.]*+\.[^/:]++:[0-9]++(?:/|\Z)")  # "example.org:8080/a" has no scheme
_FOLLOWED = frozenset({"http", "https", "mailto", "doi"})
_LIBRARY_LINK = re.compile(
    r"zotero://select/(?:library|groups/[0-9]{1,12})/items/[A-Z0-9]{1,12}"
    r"|calibre://show-book/[A-Za-z0-9_.-]{1,400}/[0-9]{1,12}"
)
_NOT_IN_LINKS = {ord(sign): f"%{ord(sign):02X}" for sign in ' "<>\\^`{|}'}


def safe_link(url: str) -> str:
    """A link that may be followed, or nothing: only the web, mail and DOIs are linked to.

    An address of another scheme could start a program or run a script, and what follows a mail
    address could have files attached. `url` has to be one line.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)"), safe_link("doi:10.1/a")
    ('https://example.org/a', '', 'https://doi.org/10.1/a')
    >>> safe_link("example.org:8080/a")
    'https://example.org:8080/a'
    """
    url = url.strip()
    scheme = _SCHEME.match(url)
    if not scheme or _PORT.match(url):
        return f"https://{url.lstrip('/')}" if url.strip("/") else ""
    name = scheme[1].lower()
    if name not in _FOLLOWED:
        return ""
    if name == "mailto":
        return url.partition("?")[0]
    return f"https://doi.org/{url[scheme.end() :].lstrip('/')}" if name == "doi" else url


def library_link(url: str) -> str:
    """A link that opens an item in the library that it is from, or nothing.

    It may select an item of Zotero or show a book of Calibre, and do nothing else.

    >>> library_link("zotero://select/library/items/AB12CD34"), library_link("zotero://report/")
    ('zotero://select/library/items/AB12CD34', '')
    """
    return url if _LIBRARY_LINK.fullmatch(url) else ""


def encoded_link(link: str) -> str:
    """A link with the characters encoded that none may hold (RFC 3986).

    Blanks, quotes and brackets could end it early, in markup or in the script of a program.

    >>> encoded_link('https://example.org/a "b"')
    'https://example.org/a%20%22b%22'
    """
    return link.translate(_NOT_IN_LINKS)
