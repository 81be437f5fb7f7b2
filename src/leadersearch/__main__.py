"""`python -m leadersearch`: the command line."""

from __future__ import annotations

from leadersearch.cli import main

if __name__ == "__main__":
    main()
