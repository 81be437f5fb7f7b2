"""All keys: one table that makes the bindings, the help and the keymap.

A row's `name` is what the user's keymap calls it. Single letters work wherever no text is being
typed. No row needs a chord that terminals swallow (alt, shift+enter, ctrl+enter, cmd).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

Place = Literal["anywhere", "search line", "hits", "results", "article", "facets", "timeline"]


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be done: where, by which keys, and what the footer and the help say.

    `in_footer` rows are the few that the footer shows; `in_palette` rows can be run from the
    command palette as well.
    """

    place: Place
    name: str
    keys: str
    action: str
    label: str
    help: str
    in_footer: bool = False
    in_palette: bool = True


def _row(place: Place, name: str, keys: str, label: str, help_text: str, flags: str = "p") -> Key:
    """A row whose action is called like it; flags: f in the footer, p in the palette."""
    action = f"do('{name}')" if place == "anywhere" else name
    return Key(place, name, keys, action, label, help_text, "f" in flags, "p" in flags)


KEYS: tuple[Key, ...] = (
    _row("anywhere", "search", "slash,ctrl+l", "Search", "go to the search line", "fp"),
    _row("anywhere", "step_back", "escape", "Back", "one step back; clears nothing", "-"),
    _row("anywhere", "help", "question_mark,f1", "Help", "keys and query language", "fp"),
    _row("anywhere", "sort", "s", "Sort", "choose the order of the results", "p"),
    _row("anywhere", "broaden", "b", "Broaden", "let hits with some words rise by similar ones"),
    _row("anywhere", "facets", "f", "Narrow", "show the facets, go to them, hide them", "fp"),
    _row("anywhere", "timeline", "t", "Timeline", "show the timeline, go to it, hide it"),
    _row("anywhere", "preview", "p", "Preview", "show or hide the article beside the results"),
    _row("anywhere", "wider", "greater_than_sign", "Wider", "make the article wider"),
    _row("anywhere", "narrower", "less_than_sign", "Narrower", "make the article narrower"),
    _row("anywhere", "clear_filters", "x", "Clear", "remove all filters"),
    _row("anywhere", "clear_query", "X", "Clear words", "clear the query"),
    _row(
        "anywhere",
        "undo",
        "z,ctrl+underscore",
        "Undo",
        "undo the last change of query, filters, order, marks",
    ),
    _row("anywhere", "redo", "Z", "Redo", "redo the change last undone"),
    _row("anywhere", "remove_filter", "backspace", "Unfilter", "remove the last filter shown"),
    _row("anywhere", "history", "H", "History", "choose an earlier query"),
    _row("anywhere", "save_search", "S", "Save", "save this search under a name"),
    _row("anywhere", "saved_searches", "L", "Saved", "run or delete a saved search"),
    _row("anywhere", "take_fix", "ctrl+f", "Fix", "apply the suggested correction"),
    _row("anywhere", "refresh_index", "ctrl+r", "Refresh", "reload the index"),
    _row(
        "anywhere",
        "wide",
        "A",
        "All hits",
        "count hits with all words only, or with some too",
    ),
    _row("anywhere", "live_search", "f8", "Live", "search while typing, or only on enter"),
    _row("anywhere", "suspend", "ctrl+z", "Suspend", "suspend to the shell; fg returns", "-"),
    _row("anywhere", "leave", "q", "Quit", "one step back; quit from the results", "-"),
    _row(
        "search line",
        "run",
        "enter",
        "Results",
        "search, and go to the results",
        "f",
    ),
    _row(
        "search line", "to_results", "down", "Results", "go to the completions or the results", "-"
    ),
    _row("search line", "earlier", "up", "History", "choose an earlier query", "f"),
    _row("search line", "next_hit", "ctrl+n", "Next", "select the next hit while typing", "f"),
    _row("search line", "previous_hit", "ctrl+k", "Previous", "select the previous hit", "-"),
    _row("search line", "complete", "tab", "Complete", "complete what is being typed", "f"),
    _row(
        "search line",
        "completion_before",
        "shift+tab",
        "Previous completion",
        "previous completion",
        "-",
    ),
    _row("hits", "mark", "space", "Mark", "mark or unmark the hit and go to the next", "fp"),
    _row("hits", "unmark_all", "u", "Unmark", "remove all marks"),
    _row("hits", "marked", "M", "Marked", "list the marked articles, to read or unmark them"),
    _row("hits", "cite", "c", "Cite", "copy a citation of the marked hits, or of this one", "fp"),
    _row("hits", "export", "e", "Export", "export the marked hits, or this one, to a file", "p"),
    _row("hits", "open_link", "o", "Open", "open the link in a web browser", "fp"),
    _row("hits", "view", "v", "View", "read the article in your pager ($PAGER)"),
    _row("hits", "copy", "y", "Copy", "copy the selected text, or title, authors and link"),
    _row("hits", "copy_link", "Y", "Copy link", "copy the link only"),
    _row("hits", "related", "r", "Related", "find similar articles", "fp"),
    _row("hits", "why", "w", "Why", "explain why this hit was found"),
    _row("hits", "next_match", "n", "Next match", "next match in the article"),
    _row("hits", "previous_match", "N", "Previous match", "previous match in the article"),
    _row("results", "read", "enter", "Read", "read the article", "f"),
    _row("results", "cursor_down", "j,down", "Down", "next hit", "-"),
    _row(
        "results",
        "cursor_up",
        "k,up",
        "Up",
        "previous hit; from the first, to the search line",
        "-",
    ),
    _row("results", "first", "g,home", "First", "first hit", "-"),
    _row(
        "results",
        "last",
        "G,end",
        "Last",
        "last hit with all words; below it, last hit",
        "-",
    ),
    _row("results", "page_down", "pagedown", "Page down", "one page down", "-"),
    _row("results", "page_up", "pageup", "Page up", "one page up", "-"),
    _row("results", "half_down", "ctrl+d", "Half down", "half a page down", "-"),
    _row("results", "half_up", "ctrl+u", "Half up", "half a page up", "-"),
    _row("article", "scroll_down", "j,down", "Down", "one line down", "-"),
    _row("article", "scroll_up", "k,up", "Up", "one line up", "-"),
    _row("article", "scroll_home", "g,home", "Top", "go to the top", "-"),
    _row("article", "scroll_end", "G,end", "Bottom", "go to the end", "-"),
    _row("article", "page_down", "pagedown", "Page down", "one page down", "-"),
    _row("article", "page_up", "pageup", "Page up", "one page up", "-"),
    _row("article", "half_down", "ctrl+d", "Half down", "half a page down", "-"),
    _row("article", "half_up", "ctrl+u", "Half up", "half a page up", "-"),
    _row("article", "next_article", "right_square_bracket", "Next", "read the next hit", "-"),
    _row(
        "article",
        "previous_article",
        "left_square_bracket",
        "Previous",
        "read the previous hit",
        "-",
    ),
    _row("facets", "apply", "space,enter", "Apply", "apply or remove the value", "f"),
    _row("facets", "cursor_down", "j,down", "Down", "next value", "-"),
    _row("facets", "cursor_up", "k,up", "Up", "previous value", "-"),
    _row("facets", "first", "g,home", "First", "first value", "-"),
    _row("facets", "last", "G,end", "Last", "last value", "-"),
    _row("facets", "next_facet", "right_square_bracket", "Next facet", "next facet", "f"),
    _row(
        "facets", "previous_facet", "left_square_bracket", "Previous facet", "previous facet", "-"
    ),
    _row("timeline", "later", "l,right", "Later", "next year", "-"),
    _row("timeline", "before", "h,left", "Earlier", "previous year", "-"),
    _row("timeline", "first", "g,home", "First", "first year", "-"),
    _row("timeline", "last", "G,end", "Last", "last year", "-"),
    _row("timeline", "apply", "space,enter", "Apply", "apply or remove the year", "f"),
    _row("timeline", "from_here", "left_square_bracket", "From", "from this year onwards", "f"),
    _row("timeline", "to_here", "right_square_bracket", "Until", "up to this year", "f"),
)

OFFERED_WHILE_READING = frozenset(
    f"hits.{name}" for name in ("mark", "cite", "open_link", "related", "next_match")
) | {"anywhere.step_back", "anywhere.help"}
"""The rows that the footer shows in the article, in the place of those that it shows elsewhere."""

KEY_NAMES = frozenset(f"{key.place.replace(' ', '_')}.{key.name}" for key in KEYS)


def keymap_name(key: Key) -> str:
    """The name of a row in the user's keymap, such as `results.read`."""
    return f"{key.place.replace(' ', '_')}.{key.name}"


def bindings(place: Place) -> list[BindingType]:
    """The bindings of a place."""
    return [
        Binding(key.keys, key.action, key.label, show=key.in_footer, id=keymap_name(key))
        for key in KEYS
        if key.place == place
    ]


def effective_keys(keymap: Mapping[str, str], keys: Iterable[Key] = KEYS) -> list[tuple[Key, str]]:
    """Each row with the keys that the user's keymap leaves it, for reading."""
    return [(key, spoken(keymap.get(keymap_name(key), key.keys))) for key in keys]


def first_key(keymap: Mapping[str, str], name: str) -> str:
    """The first key of a row, for reading."""
    row = next(key for key in KEYS if keymap_name(key) == name)
    return spoken(keymap.get(name, row.keys)).split()[0]


def moved_keys(keymap: Mapping[str, str]) -> frozenset[str]:
    """The keys that rows have by default and a keymap gives up for others."""
    return frozenset(
        name for key in KEYS if keymap_name(key) in keymap for name in key.keys.split(",")
    )


_HEARD_IN: tuple[tuple[Place, ...], ...] = (
    ("search line", "anywhere"),
    ("results", "hits", "anywhere"),
    ("article", "hits", "anywhere"),
    ("facets", "anywhere"),
    ("timeline", "anywhere"),
)
"""The places that hear a key, one after the other, by where the focus is."""


def unheard_keys(keymap: Mapping[str, str]) -> list[str]:
    """Messages about keys of a keymap that a nearer place overrides."""
    rows = effective_keys(keymap)
    found = []
    for places in _HEARD_IN:
        taken: dict[str, Key] = {}
        for place in places:
            own = [(name, key) for key, keys in rows if key.place == place for name in keys.split()]
            for name, key in own:
                nearer = taken.get(name)
                if nearer and {keymap_name(key), keymap_name(nearer)} & keymap.keys():
                    found.append(
                        f"the key {name} for {keymap_name(key)} is overridden by {keymap_name(nearer)}"
                    )
            taken |= {name: key for name, key in own if name not in taken}
    return list(dict.fromkeys(found))


def spoken(keys: str) -> str:
    """Textual's names of keys as people write them.

    >>> spoken("slash,ctrl+l")
    '/ ctrl+l'
    """
    return " ".join(_SPOKEN.get(key, key) for key in keys.replace(" ", "").split(","))


_SPOKEN = {
    "slash": "/",
    "question_mark": "?",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "ctrl+underscore": "ctrl+_",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
