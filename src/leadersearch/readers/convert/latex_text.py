r"""LaTeX, as bibliographies use it -> Unicode: `Schr\"{o}dinger` is `Schrödinger`."""

from __future__ import annotations

import re
import unicodedata

from leadersearch.readers.convert.latex_symbols import ACCENTS, OPERATORS, SYMBOLS
from leadersearch.readers.convert.math_scripts import with_scripts

_LETTER = r"\\(?:ae|AE|[oO])(?![A-Za-z])|\\?[^\W\d_]"
_ACCENT = re.compile(
    r"\\([`'^\"~=.]|(?:[uvHcdbrkhGU]|textcommabelow|(?:wide)?hat|bar|overline|(?:wide)?tilde|vec|d?dot|check|breve"
    r"|acute|grave|mathring)(?![A-Za-z]))\s*+"
    rf"(?:\{{\s*+({_LETTER})?\s*+\}}|((?=\\)(?:{_LETTER}))[ \t]?|([^\W\d_]))"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?([ \t]?)")
_RELATIONS = frozenset("≤≥<>≠≈∼≡∝≪≫±×→←↔∈≲≳≦≧≮≯≃≅⊆⊃⊇∧∨⇒⇐⇔↦")
_ESCAPED = re.compile(r"\\([&%$#_{}~])")
_SPACE = re.compile(r"\\[ ,;:>]|\\\\(?:\[[^\[\]]{0,20}\])?")
_NOTHING = re.compile(r"\\[!/@-]")
_POINT = re.compile(
    r"\\(?:begin|end)\s?\{[^{}]{1,40}\}|\\item(?![A-Za-z])\s?(?:\[[^\[\]]{0,100}\])?"
)
# References within the work, and names of languages and colours: no text.
_NO_TEXT = re.compile(
    r"[ ~]?\\(?:[a-zA-Z]{0,9}cite[a-zA-Z]{0,9}|(?:eq|auto|page|[cC])?ref|label|index)\*?(?:\[[^\[\]]{0,100}\]){0,2}\{[^{}]{0,300}\}"
    r"|\\(?:foreign(?:language|quote)|selectlanguage|textcolor|color)\s?\{[^{}]{0,60}\}"
)
_DEGREE = re.compile(r"\^\s?(?:\{\s?\\circ\s?\}|\\circ(?![A-Za-z]))")
_QUOTED = re.compile(r"(?<![`\w?!])`(?!`)([^`'\n]{1,300})'(?!')")
# Commands of two arguments: an address and its text, a formula and its text, a fraction.
_ADDRESS = re.compile(r"\\href\s?\{[^{}]{0,2000}\}(?=\s?\{)")
_FORMULA_OR_TEXT = re.compile(
    r"\\texorpdfstring\{(?:[^{}]{1,300}+|\{[^{}]{0,300}+\}){0,20}+\}(?=\{)"
)
_FRACTION = re.compile(r"\\(?:[dt]|nice|s)?frac\s?\{([^{}]{1,100})\}\{([^{}]{1,100})\}")
_FORMULA = re.compile(r"\\ensuremath\s?\{([^{}$]{1,300})\}")
_HIGH = re.compile(r"\\textsuperscript\s?\{([-+−]?\d{1,9}[-+−]?)\}")
_INVERTED = re.compile(r"([?!])`(?!`)")
_TYPOGRAPHY = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_BLANK = "\ue020"  # one that no command swallows
_PLAIN = {ord(mark): None for mark in "{}$"}


def text_of_latex(source: str) -> str:
    r"""The text; commands that are not known are dropped, what they enclose stays.

    >>> text_of_latex(r"{\'E}tude \emph{of} D{\'\i}az-B\'aez \& S{\o}n")
    'Étude of Díaz-Báez & Søn'
    """
    if "\\" in source:
        source = _NO_TEXT.sub("", _POINT.sub(_BLANK, _DEGREE.sub("°", source)))
        source = _NOTHING.sub("", _SPACE.sub(_BLANK, source))
        source = _FORMULA_OR_TEXT.sub("", _ADDRESS.sub("", source))
        source = _HIGH.sub(r"$^{\1}$", _FORMULA.sub(r"$\1$", _FRACTION.sub(r"\1/\2", source)))
        source = _ACCENT.sub(_accented, source)
        source = _COMMAND.sub(_named, source)
        for mark in ("\\(", "\\)", "\\[", "\\]"):
            source = source.replace(mark, "$")
    source = with_scripts(source)
    source = _INVERTED.sub(lambda match: "¿" if match[1] == "?" else "¡", source)
    source = _QUOTED.sub(r"‘\1’", source)
    for mark, character in _TYPOGRAPHY:
        source = source.replace(mark, character)
    # Escaped braces and dollars are text, and are taken back after the bare ones have gone.
    source = _ESCAPED.sub(lambda match: chr(0xE000 + ord(match[1])), source).translate(_PLAIN)
    return "".join(
        chr(ord(character) - 0xE000) if "\ue000" <= character < "\ue080" else character
        for character in source
    )


def _accented(match: re.Match[str]) -> str:
    letter = match[2] or match[3] or match[4] or ""
    if len(letter) > 1:
        letter = letter[1:] if letter[1:] in "ij" else SYMBOLS.get(letter[1:], letter[1:])
    return unicodedata.normalize("NFC", letter + ACCENTS[match[1]]) if letter else ""


def _named(match: re.Match[str]) -> str:
    """The sign that a command names; the blank behind it counts where it stands between two things."""
    if match[1] in OPERATORS:
        before = match.string[match.start() - 1 : match.start()]
        return f"{_BLANK if before.isalnum() else ''}{match[1].removeprefix('b')}{match[2]}"
    sign = _symbol(match[1])
    return sign + match[2] if sign in _RELATIONS else sign


def _symbol(name: str) -> str:
    if name in SYMBOLS:
        return SYMBOLS[name]
    name = name.removeprefix("text").removeprefix("up")
    case = "CAPITAL" if name[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}")
    except KeyError:
        return ""
