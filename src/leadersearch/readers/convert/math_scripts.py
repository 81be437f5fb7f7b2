"""Numbers set low or high, as LaTeX and Markdown write them: `CO$_2$`, `10$^{3}$`, `H~2~O`."""

from __future__ import annotations

import re

_HIGH = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_FORMULA = re.compile(r"(?<!\\)\$[^$\n]{1,300}(?<!\\)\$")
_SCRIPT = re.compile(r"([_^])(?:\{\s{0,3}([-+−]?\d{1,9}(?:\.\d{1,9})?[-+−]?)\s{0,3}\}|(\d))")
_BETWEEN_MARKS = re.compile(r"(?<=[\w)])(?:~(\d{1,4}[-+−]?)~|\^([-+−]?\d{1,4}[-+−]?)\^)")


def with_scripts(text: str) -> str:
    """The text with the numbers of formulas: low ones plain, as people type them, high ones high.

    >>> with_scripts("CO$_2$, N$_{2}$O, $10^{-3}$ and $5 or $6")
    'CO$2$, N$2$O, $10⁻³$ and $5 or $6'
    """
    if "$" not in text:
        return text
    return _FORMULA.sub(lambda formula: _SCRIPT.sub(_script, formula[0]), text)


def with_scripts_of_markdown(text: str) -> str:
    """The same in Markdown, which has marks of its own for them.

    >>> with_scripts_of_markdown("H~2~O, 10^3^, CO$_2$")
    'H2O, 10³, CO$2$'
    """
    if "~" in text or "^" in text:
        text = _BETWEEN_MARKS.sub(_marked, text)
    return with_scripts(text)


def _script(found: re.Match[str]) -> str:
    number = found[2] or found[3]
    if found[1] == "_":
        return number
    return found[0] if "." in number else number.translate(_HIGH)  # there is no high point


def _marked(found: re.Match[str]) -> str:
    return found[1] or found[2].translate(_HIGH)
