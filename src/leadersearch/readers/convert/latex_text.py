r"""LaTeX, as bibliographies use it -> Unicode: `Schr\"{o}dinger` is `Schrödinger`."""

from __future__ import annotations

import re
import unicodedata

from leadersearch.readers.convert.math_scripts import with_scripts

# The accent commands, and the combining character that each stands for.
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_SYMBOLS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "SS": "ẞ",
    "ldots": "…",
    "dots": "…",
    "textendash": "–",
    "textemdash": "—",
    "textquoteright": "’",
    "textquoteleft": "‘",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textregistered": "®",
    "texttrademark": "™",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "times": "×",
    "pm": "±",
    "leq": "≤",
    "le": "≤",
    "leqslant": "≤",
    "geq": "≥",
    "ge": "≥",
    "geqslant": "≥",
    "ll": "≪",
    "gg": "≫",
    "lt": "<",
    "gt": ">",
    "textless": "<",
    "textgreater": ">",
    "neq": "≠",
    "ne": "≠",
    "approx": "≈",
    "sim": "∼",
    "equiv": "≡",
    "propto": "∝",
    "cdot": "·",
    "textperiodcentered": "·",
    "textbullet": "•",
    "bullet": "•",
    "div": "÷",
    "texttimes": "×",
    "textpm": "±",
    "mp": "∓",
    "rightarrow": "→",
    "to": "→",
    "textrightarrow": "→",
    "leftarrow": "←",
    "leftrightarrow": "↔",
    "circ": "°",
    "degree": "°",
    "textdegree": "°",
    "textmu": "µ",
    "partial": "∂",
    "in": "∈",
    "notin": "∉",
    "subset": "⊂",
    "cup": "∪",
    "cap": "∩",
    "sum": "∑",
    "prod": "∏",
    "int": "∫",
    "nabla": "∇",
    "forall": "∀",
    "exists": "∃",
    "varepsilon": "ε",
    "vartheta": "ϑ",
    "varphi": "φ",
    "ell": "ℓ",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textunderscore": "\ue05f",
    "textbar": "|",
    "textonehalf": "½",
    "textonequarter": "¼",
    "textordfeminine": "ª",
    "textordmasculine": "º",
    "textsection": "§",
    "S": "§",
    "P": "¶",
    "dag": "†",
    "ddag": "‡",
    "texteuro": "€",
    "textsterling": "£",
    "guillemotleft": "«",
    "guillemotright": "»",
    "quad": " ",
    "qquad": " ",
    "newline": " ",
    "infty": "∞",
    # Signs that mean something to what follows, as escaped ones: see `text_of_latex`.
    "textbackslash": "\ue05c",
    "textbraceleft": "\ue07b",
    "textbraceright": "\ue07d",
    "textasciitilde": "\ue07e",
    "textasciicircum": "^",
}
_ACCENT = re.compile(
    r"\\([`'^\"~=.]|[uvHcdbrk](?![A-Za-z]))\s*+(?:\{\s*+\\?([^\W\d_]?)\s*+\}|\\?([^\W\d_]))"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?([ \t]?)")
_RELATIONS = frozenset("≤≥<>≠≈∼≡∝≪≫±×→←↔∈")
_ESCAPED = re.compile(r"\\([&%$#_{}~])")
_SPACE = re.compile(r"\\[ ,;:>]|\\\\(?:\[[^\[\]]{0,20}\])?")
_NOTHING = re.compile(r"\\[!/-]")
_TYPOGRAPHY = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_PLAIN = {ord(mark): None for mark in "{}$"}


def text_of_latex(source: str) -> str:
    r"""The text; commands that are not known are dropped, what they enclose stays.

    >>> text_of_latex(r"{\'E}tude \emph{of} D{\'\i}az-B\'aez \& S{\o}n")
    'Étude of Díaz-Báez & Søn'
    """
    if "\\" in source:
        source = _NOTHING.sub("", _SPACE.sub(" ", source))
        source = _ACCENT.sub(_accented, source)
        source = _COMMAND.sub(_named, source)
        source = source.replace("\\(", "$").replace("\\)", "$")
    source = with_scripts(source)
    for mark, character in _TYPOGRAPHY:
        source = source.replace(mark, character)
    # Escaped braces and dollars are text, and are taken back after the bare ones have gone.
    source = _ESCAPED.sub(lambda match: chr(0xE000 + ord(match[1])), source).translate(_PLAIN)
    return "".join(
        chr(ord(character) - 0xE000) if "\ue000" <= character < "\ue080" else character
        for character in source
    )


def _accented(match: re.Match[str]) -> str:
    letter = match[2] or match[3] or ""
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1]]) if letter else ""


def _named(match: re.Match[str]) -> str:
    """The sign that a command names; the blank behind it counts where it stands between two things."""
    sign = _symbol(match[1])
    return sign + match[2] if sign in _RELATIONS else sign


def _symbol(name: str) -> str:
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    case = "CAPITAL" if name[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}")
    except KeyError:
        return ""
