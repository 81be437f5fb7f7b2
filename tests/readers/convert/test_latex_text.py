from __future__ import annotations

import pytest

from leadersearch.readers.convert.latex_text import text_of_latex


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Schr\"{o}dinger", "Schrödinger"),
        (r"D{\'\i}az-B\'aez", "Díaz-Báez"),
        (r"{\'E}tude", "Étude"),
        (r"\v{C}apek and Fran\c{c}ois", "Čapek and François"),
        (r"{\O}stergaard, S{\o}n, Stra{\ss}e, \L{}ukasz", "Østergaard, Søn, Straße, Łukasz"),
        (r"\emph{In vitro} \textbf{and} so on", "In vitro and so on"),
        (r"R\&D at 5\% of \$3", "R&D at 5% of $3"),
        ("pages 1--2 --- ``quoted''", "pages 1–2 — “quoted”"),
        (r"the $\alpha$-helix, $\Delta$", "the α-helix, Δ"),
        ("{The {NHS} in {England}}", "The NHS in England"),
        ("A~B", "A B"),
        (r"\unknowncommand{kept}", "kept"),
        (r"CO$_2$, N$_{2}$O, $10^{-3}$, \(H_2O\)", "CO₂, N₂O, 10⁻³, H₂O"),
        (r"$\mathrm{PM_{10}}$ at \$5_2 or \$6", "PM₁₀ at $5_2 or $6"),
        (r"PM$_{2.5}$ and $e^{2.5}$", "PM2.5 and e^2.5"),
        ("Table~2~shows $x_i$", "Table 2 shows x_i"),
        ("plain", "plain"),
        ("\\", "\\"),
    ],
)
def test_latex_becomes_text(source: str, text: str) -> None:
    assert text_of_latex(source) == text
