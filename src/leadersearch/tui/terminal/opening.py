"""Links and the clipboard: what leaves the browser for other programs."""

from __future__ import annotations

import os
import shlex
import webbrowser
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from leadersearch.results.snippets.display_text import one_line, strip_controls
from leadersearch.safety import encoded_link, library_link, safe_link
from leadersearch.tui.terminal import foreground
from leadersearch.tui.terminal.clipboard import clipboard_program, put_on_clipboard

if TYPE_CHECKING:
    from textual.app import App

    from leadersearch.model.article import Article


def link_of(article: Article) -> str:
    """Where the article can be read: its address, else its DOI's, else the library that it is from.

    Only what is safe is linked to: an address of another scheme could start a program.
    """
    doi = f"https://doi.org/{one_line(article.doi)}" if article.doi else ""
    library = next(filter(None, map(library_link, article.extra.get("library", ()))), "")
    return encoded_link(safe_link(one_line(article.url)) or doi) or library


def reference(article: Article) -> str:
    """Title, authors, where and when, link: a line each."""
    where = ", ".join(one_line(part) for part in (article.venue, str(article.date or "")) if part)
    lines = [
        one_line(article.title),
        ", ".join(map(one_line, article.authors)),
        where,
        link_of(article),
    ]
    return "\n".join(line for line in lines if line)


def copy(app: App[None], text: str) -> None:
    """Put a text on the clipboard: by the terminal (OSC 52; works over ssh) and by this machine."""
    app.copy_to_clipboard(text)
    program = None if app.is_web or app.is_headless else clipboard_program()
    if program is not None:
        put = partial(put_on_clipboard, program, text)
        app.run_worker(put, thread=True, group="clipboard", exit_on_error=False)


def open_link(app: App[None], article: Article) -> str:
    """Open the link of an article; returns what to tell the user."""
    link = link_of(article)
    if not link:
        return "this article has no link"
    if app.is_web:
        app.open_url(link)
        return f"opening {link}"
    try:
        return _run_web_browser(app, webbrowser.get(), link)
    except (webbrowser.Error, SuspendNotSupported):
        reason = "no web browser here"
    except OSError as error:
        reason = f"the web browser {error.filename or ''} could not be started: {error.strerror}"
    except (ValueError, LookupError):  # an open quote; blanks alone
        reason = "$BROWSER is not a command"
    copy(app, link)
    return f"{reason}; copied: {link}"


def _run_web_browser(app: App[None], browser: webbrowser.BaseBrowser, link: str) -> str:
    if type(browser) is webbrowser.GenericBrowser:
        # A text browser needs the terminal for itself.
        command = [browser.name, *(part.replace("%s", link) for part in browser.args)]
        with app.suspend():
            foreground.run(command)
    else:
        browser.open(link)
    return f"opening {link}"


def view(app: App[None], article: Article) -> str:
    """Show the text of an article in the user's pager; returns what to tell of it, if anything."""
    pager = os.environ.get("PAGER", "").strip() or "less"
    text = strip_controls(f"{reference(article)}\n\n{article.text}\n")
    try:
        with app.suspend():
            foreground.run(shlex.split(pager), text.encode("utf-8", "replace"))
    except SuspendNotSupported:
        return "no pager can be shown here"
    except (OSError, ValueError) as error:
        return f"the pager {pager} could not be started: {error}"
    return ""
