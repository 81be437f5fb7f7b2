"""The English names of the months: as people write dates, as files hold them, as citations show them."""

from __future__ import annotations

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)

ABBREVIATIONS = tuple(name[:3].lower() for name in MONTHS)
"""Three letters, in lower case."""
