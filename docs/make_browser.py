"""Write docs/browser.md with the table of keys that the browser has: python docs/make_browser.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leadersearch.tui.keys import KEYS, Key, Place, keymap_name, spoken

PAGE = Path(__file__).with_name("browser.md")

PLACES: dict[Place, str] = {
    "search line": "In the search line",
    "results": "In the results",
    "hits": "Of the hit at hand, in the results and in the article",
    "article": "In the article",
    "facets": "In the facets",
    "timeline": "In the timeline",
    "anywhere": "Anywhere; in the search line letters and signs are text",
}

INTRODUCTION = """# The browser

<!-- Written by docs/make_browser.py from the table of keys; a test checks that it is current. -->

```console
$ leadersearch browse
$ leadersearch browse '"medical ethics"'
$ leadersearch browse --web              # in a web browser: pip install 'leadersearch[web]'
```

Type, and the results follow. `Enter` or `↓` goes to them, `Enter` once more to the article, `Esc` or `q` one
step back. `Esc` takes nothing away however often it is pressed; `q` in the results quits. `Tab` completes
fields, authors and tags, and never leaves the line; `F1` shows the keys that are in effect and the query
language; `Ctrl+P` opens the command palette, `Ctrl+Q` quits. The mouse works too: click a hit,
a facet, a year of the timeline, a link, a filter above the results to remove it, a key in the last line.
With `Shift` held, most terminals select text themselves.

While you type, the last word may go on; `Enter` takes the words as they stand, and finds what
`leadersearch query` finds (where no article holds all of them so, the last word may still go on). Keys that
follow `Enter` wait for its answer; when that is empty, you are back in the line. Outside the line, `Tab` and
`Shift+Tab` go from pane to pane and through the filters, of which `Space` removes the one at hand.

Whatever was done last can be undone by `z`, one change after the other, and redone by `Z`: another query,
filter or order, marks, a saved search that was deleted or replaced, a file that an export has replaced. In
the search line, where `z` is a letter, `Ctrl+_` does the same.

Where some articles hold all of your words, it is they that are counted: in the last line but one, in the
facets and the timeline, and by `G`. `A` counts those with some of the words as well.

## Keys

The last column is what a key is called in your settings.
"""

SETTINGS = """## Settings

`config.toml` in the configuration folder of your system, such as `~/.config/leadersearch` (the help says
where it is on yours). All of it may be left out:

```toml
theme = "nord"            # any of the command palette's; ansi-dark and ansi-light keep the terminal's colours
live_search = true        # search while typing
search_delay = 0          # seconds without a key before a search begins

[keys]                    # in place of the keys above, several with commas
"anywhere.facets" = "f,f2"
```

A setting that makes no sense is told when the browser starts, and costs nothing else; so is a key that
cannot be heard because a nearer pane takes it.

Query, order, filters, the hit at hand, marks and the last 200 queries are remembered for each index, theme
and panes for all, in `browser.json` of the state folder, such as `~/.local/state/leadersearch`. The variable
`LEADERSEARCH_CONFIG_DIR` moves settings and state to a folder of your choice. Saved searches are kept with
the index.

## Terminals

80 by 24 is enough; from 100 columns on the article stands beside the results. `NO_COLOR` is honoured;
matches are bold and underlined as well as coloured. What is copied goes by way of the terminal (OSC 52), so
over ssh too; tmux wants `set -g set-clipboard on` for that. On your own machine its clipboard program is
given the text as well (`pbcopy`, `wl-copy`, `xclip`, `xsel`, `clip.exe`), for terminals that take none.

With a screen reader, `leadersearch query`, `show` and `related` are the better way in: they write plain
text, line by line.

## In a web browser

`leadersearch browse --web` serves it at `http://127.0.0.1:8000`, to this machine alone unless `--host` says
otherwise. Whoever can reach that address can read the index, and write files as you; other sites' pages in
their web browser cannot.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *map(section, PLACES), SETTINGS])


def section(place: Place) -> str:
    """The table of the keys of one place."""
    lines = [f"### {PLACES[place]}", "", "| key | | name |", "|---|---|---|"]
    lines += [_line(key) for key in KEYS if key.place == place]
    return "\n".join([*lines, ""])


def _line(key: Key) -> str:
    return f"| {' '.join(_keys(key))} | {key.help} | `{keymap_name(key)}` |"


def _keys(key: Key) -> Iterator[str]:
    for name in spoken(key.keys).split(" "):
        yield f"`{name}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
