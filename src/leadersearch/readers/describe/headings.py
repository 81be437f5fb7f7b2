"""Subject headings that are inverted: `Anesthesia, General`, `Aged, 80 and over`.

In a list that commas separate, a comma within a heading is told by the piece behind it: an adjective
or a range of ages that is no heading by itself. The words are those behind the comma in NLM's Medical
Subject Headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_QUALIFIERS = frozenset(
    """
    abdominal acute adolescent alternative animal anatomic artificial attenuated bacterial biliary
    biological cardiovascular chronic clinical cognitive community computer-assisted congenital
    coronary dental diagnostic differential emergency experimental fungal general genetic geriatric
    graduate hereditary hospital human inhalation injectable institutional intravenous laboratory
    legal local malignant mammalian medical mental molecular multidrug multiple myeloid neonatal
    newborn nonparametric nonprofit occupational oral organizational outpatient parasitic pediatric
    premature prenatal preschool private proprietary psychological public radiation-induced
    randomized recombinant regional rural secondary social spinal statistical surgical teaching
    theoretical topical undergraduate urban university viral voluntary
    """.split()
)
_BEHIND_A_COMMA = re.compile(
    r"(?:[0-9]{1,3}(?: and over|-[0-9]{1,3})|type [0-9ivx]{1,3})", re.IGNORECASE
)


def joined_headings(pieces: Iterable[str]) -> list[str]:
    """The pieces between commas, those put together again that are one heading.

    >>> joined_headings(["Aged", "Aged", "80 and over", "Anesthesia", "General", "Nursing"])
    ['Aged', 'Aged, 80 and over', 'Anesthesia, General', 'Nursing']
    """
    found: list[str] = []
    for piece in map(str.strip, pieces):
        if found and (piece.lower() in _QUALIFIERS or _BEHIND_A_COMMA.fullmatch(piece)):
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return found
