"""Which written names are one person's, and whom somebody means who types a name.

    written.py   a name as it is written -> its parts, as names are compared
    joining.py   names of one surname -> which of them are one person's
    rules.py     the owner's own decisions: a small text file
    register.py  all names of a collection -> its people, found by a name as people type it

Names are joined with caution: two that a careful reader might take for two people stay apart. The
owner's rules have the last word.
"""

from __future__ import annotations

from leadersearch.people.register import Person, Register

__all__ = ["Person", "Register"]
