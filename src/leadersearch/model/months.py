"""The English names of the months: as people write dates, as files hold them, as citations show them."""

from __future__ import annotations

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)

ABBREVIATIONS = tuple(name[:3].lower() for name in MONTHS)
"""Three letters, in lower case."""

_OTHER_LANGUAGES = """
    janvier janv januar jänner januari enero gennaio janeiro
    février fevrier févr februar februari febrero febbraio fevereiro
    mars märz maerz maart marzo março marco
    avril avr abril aprile
    mai mei mayo maggio maio
    juin juni junio giugno junho
    juillet juil juli julio luglio julho
    août aout augustus agosto
    septembre septiembre setiembre settembre setembro
    octobre oktober octubre ottobre outubro
    novembre noviembre novembro
    décembre decembre déc dezember diciembre dicembre dezembro
"""

MONTHS_OF = {
    name: ABBREVIATIONS[number]
    for number, names in enumerate(_OTHER_LANGUAGES.strip().split("\n"))
    for name in names.split()
}
"""Month in French, German, Dutch, Spanish, Italian or Portuguese -> its English abbreviation."""
