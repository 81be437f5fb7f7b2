"""Numbers set low or high, as LaTeX and Markdown write them: `CO$_2$`, `10$^{3}$`, `H~2~O`."""

from __future__ import annotations

import re

_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_HIGH = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_FORMULA = re.compile(r"(?<!\\)\$[^$\n]{1,300}(?<!\\)\$")
_SCRIPT = re.compile(r"([_^])(?:\{\s{0,3}([-+−]?\d{1,9}(?:\.\d{1,9})?[-+−]?)\s{0,3}\}|(\d))")
_BETWEEN_MARKS = re.compile(r"(?<=[\w)])(?:~(\d{1,4}[-+−]?)~|\^([-+−]?\d{1,4}[-+−]?)\^)")


def with_scripts(text: str) -> str:
    """The text with Unicode's low and high digits where a formula sets them so.

    >>> with_scripts("CO$_2$, N$_{2}$O, $10^{-3}$ and $5 or $6")
    'CO$₂$, N$₂$O, $10⁻³$ and $5 or $6'
    """
    if "$" not in text:
        return text
    return _FORMULA.sub(lambda formula: _SCRIPT.sub(_script, formula[0]), text)


def with_scripts_of_markdown(text: str) -> str:
    """The same in Markdown, which has marks of its own for them.

    >>> with_scripts_of_markdown("H~2~O, 10^3^, CO$_2$")
    'H₂O, 10³, CO$₂$'
    """
    if "~" in text or "^" in text:
        text = _BETWEEN_MARKS.sub(_marked, text)
    return with_scripts(text)


def _script(found: re.Match[str]) -> str:
    if "." in (found[2] or ""):  # there is no low or high point
        return found[2] if found[1] == "_" else found[0]
    return (found[2] or found[3]).translate(_LOW if found[1] == "_" else _HIGH)


def _marked(found: re.Match[str]) -> str:
    return found[1].translate(_LOW) if found[1] else found[2].translate(_HIGH)
