"""Write docs/browser.md with the table of keys that the browser has: python docs/make_browser.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leadersearch.tui.keys import KEYS, Key, Place, keymap_name, spoken

PAGE = Path(__file__).with_name("browser.md")

PLACES: dict[Place, str] = {
    "search line": "In the search line",
    "results": "In the results",
    "hits": "Actions on the selected hit, in the results and in the article",
    "article": "In the article",
    "facets": "In the facets",
    "timeline": "In the timeline",
    "anywhere": "Anywhere (except letters and signs while typing in the search line)",
}

INTRODUCTION = """# The browser

<!-- Written by docs/make_browser.py from the table of keys; a test checks that it is current. -->

```console
$ leadersearch browse
$ leadersearch browse '"medical ethics"'
$ leadersearch browse --web              # in a web browser: pip install 'leadersearch[web]'
```

Results appear as you type. `Enter` or `↓` moves to them, `Enter` again opens the article, `Esc` or `q` goes one step
back. `Esc` never clears anything, however often you press it; `q` in the results quits. `Tab` completes fields,
authors and tags, and never leaves the search line. `F1` shows the keys in effect and the query language; `Ctrl+P`
opens the command palette; `Ctrl+Q` quits. The mouse works too: click a hit, a facet, a year of the timeline, a link, a
filter above the results to remove it, or a key in the last line. Most terminals select text while you hold `Shift`.

While you type, the last word also matches as a prefix. `Enter` searches for the words as they are, and finds the same
as `leadersearch query` (if no article contains all of them, the last word still matches as a prefix). Keys that you
press after `Enter` wait for its answer; if there are no hits, you are back in the search line. Outside the search
line, `Tab` and `Shift+Tab` move from pane to pane and through the filters; `Space` removes the selected filter.

`z` undoes the last change and `Z` redoes it: a change of the query, the filters or the order, marks, a saved search
that was deleted or replaced, a file that an export replaced. In the search line, where `z` is a letter, use `Ctrl+_`.

If some articles contain all of your words, only those are counted: in the status line, in the facets and the timeline,
and by `G`. Press `A` to count articles with some of the words as well.

## Keys

The last column is the name of the key in your settings.
"""

SETTINGS = """## Settings

`config.toml` in your system's configuration folder, such as `~/.config/leadersearch` (the help shows where it is on
your machine). Every setting is optional:

```toml
theme = "nord"            # any of the command palette's; ansi-dark and ansi-light keep the terminal's colours
live_search = true        # search while typing
acronyms = true           # AHP also finds the words that articles say it stands for
search_delay = 0          # seconds without a key before a search begins

[keys]                    # replace the keys above; separate several with commas
"anywhere.facets" = "f,f2"
```

Invalid settings are reported when the browser starts and ignored, as is a key binding that another pane overrides.

The browser remembers, for each index, the query, order, filters, selected hit, marks and the last 200 queries; and, for
all of them, the theme and the panes. They are in `browser.json` in the state folder, such as
`~/.local/state/leadersearch`. Set the variable `LEADERSEARCH_CONFIG_DIR` to keep settings and state in another folder.
Saved searches are stored in the index.

## Terminals

80 by 24 is enough; from 100 columns, the article is shown beside the results. `NO_COLOR` is honoured; matches are bold
and underlined as well as coloured. Text is copied through the terminal (OSC 52), so over ssh too; tmux needs
`set -g set-clipboard on` for that. On your own machine the text also goes to the system's clipboard program (`pbcopy`,
`wl-copy`, `xclip`, `xsel`, `clip.exe`), for terminals without OSC 52.

If you use a screen reader, prefer `leadersearch query`, `show` and `related`: they write plain text, line by line.

## In a web browser

`leadersearch browse --web` serves the browser at `http://127.0.0.1:8000`, to this machine only unless you set `--host`.
Anybody who can reach that address can read the index, and write files as you; pages of other sites in their web browser
cannot.
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
