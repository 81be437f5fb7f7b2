"""Numbers set low or high, as LaTeX and Markdown write them: `CO$_2$`, `10$^{3}$`, `H~2~O`."""

from __future__ import annotations

import re

_HIGH = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_FORMULA = re.compile(r"(?<!\\)\$[^$\n]{1,300}(?<!\\)\$")
_SCRIPT = re.compile(r"([_^])(?:\{\s{0,3}([-+−]?\d{1,9}(?:\.\d{1,9})?[-+−]?)\s{0,3}\}|(\d))")
# Letters set low: what a word outside of the formula goes on with (`HbA$_{1c}$`), or several (`V_{max}`).
_LOW_LETTERS = re.compile(
    r"(?<=\$)_(?:\{{1,2}\s?(\w{1,12})\s?\}{1,2}|(\w))(?=\$)"
    r"|(?<=[^\W\d_])_\{{1,2}\s?([^\W\d_]{2,12})\s?\}{1,2}"
    r"|(?<=[A-Z][A-Z])_([a-z])(?=\$)"  # `$NO_x$`, not `$a_i$`
)
_UPRIGHT = re.compile(r"\\(?:mathrm|textrm|text|ce)\{([^{}$]{1,60})\}")
_BETWEEN_MARKS = re.compile(r"(?<=[\w)])(?:~(\d{1,4}[-+−]?)~|\^([-+−]?\d{1,4}[-+−]?)\^)")


def with_scripts(text: str) -> str:
    """The text with the numbers and words of formulas: low ones plain, as people type them, high ones high.

    >>> with_scripts("CO$_2$, N$_{2}$O, $10^{-3}$, HbA$_{1c}$, $V_{max}$ and $5 or $6")
    'CO$2$, N$2$O, $10⁻³$, HbA$1c$, $Vmax$ and $5 or $6'
    """
    return _FORMULA.sub(_formula, text) if "$" in text else text


def _formula(found: re.Match[str]) -> str:
    upright = _SCRIPT.sub(_script, _UPRIGHT.sub(r"\1", found[0]))
    return _LOW_LETTERS.sub(lambda low: next(filter(None, low.groups())), upright)


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
