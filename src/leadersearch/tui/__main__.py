"""`python -m leadersearch.tui INDEX [QUERY]`: what the web server starts for each visitor."""

from __future__ import annotations

import sys

from leadersearch.tui import browse

if __name__ == "__main__":
    sys.exit(browse(sys.argv[1], *sys.argv[2:3]))
