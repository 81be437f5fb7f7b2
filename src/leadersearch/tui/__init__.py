"""The terminal browser: read a whole collection without leaving the terminal.

    keys --app, search_screen--> Question --session (worker thread)--> Page --message--> workspace

`session` is all that it knows of searching, `search_worker` asks it in threads. `search_screen`,
`workspace` and `dialogs` are what is seen; `keys` is the one table of what every key does, and
`key_queue` takes keys one by one. `remembered` and `settings` are the user's files, which `files`
writes; `terminal` is what the browser runs on and how it ends, `web` serves it to web browsers.
Workers call the library and post messages; only handlers change what is shown. Textual (195 ms) is
loaded when the browser starts, not with this package.
"""

from __future__ import annotations

from pathlib import Path

LOOPBACK = "127.0.0.1"


def browse(index_path: str | Path, query: str = "") -> int:
    """Run the browser over an index, which may not exist yet; returns the exit code."""
    from leadersearch.tui.terminal.watchdog import Watchdog

    code = 0
    with Watchdog() as watchdog:  # before all that takes long
        from leadersearch.tui.terminal.process import prepare_process

        prepare_process()
        from leadersearch.tui.app import Browser

        browser = Browser(index_path, query, watchdog)
        browser.run()
        code = browser.return_code or 0
    return watchdog.code or code


def serve(
    index_path: str | Path, query: str = "", *, host: str = LOOPBACK, port: int = 8000
) -> int:
    """Serve the browser to web browsers, on this machine alone unless `host` says otherwise.

    Whoever can reach the address can read the index and write files as this user; pages of other
    sites that they have open cannot. Raises MissingExtra where textual-serve is not installed.
    """
    from leadersearch.tui.web.server import serve_browser

    return serve_browser(index_path, query, host=host, port=port)
