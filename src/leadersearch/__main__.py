"""`python -m leadersearch`: the command line."""

from __future__ import annotations

import os
import sys


def leave_current_folder() -> None:
    """Import nothing more from the current folder, where files of anybody may lie.

    Python has put it first; `python -P` and the command `leadersearch` never look there. A package
    that is run from its source stays.
    """
    source = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  # pathlib is not loaded yet
    if not sys.flags.safe_path and sys.path[:1] == [os.getcwd()] != [source]:  # noqa: PTH109  # same
        del sys.path[0]


if __name__ == "__main__":
    leave_current_folder()
    from leadersearch.cli import main

    main()
