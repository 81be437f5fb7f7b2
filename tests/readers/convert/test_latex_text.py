from __future__ import annotations

import pytest

from leadersearch.readers.convert.latex_text import text_of_latex


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Schr\"{o}dinger", "Schrödinger"),
        (r"$\hat{x}$, $\bar x$, $\vec{v}$, $\ddot{q}$", "x\u0302, x\u0304, v\u20d7, q\u0308"),
        (r"\overline{AB} and \hatch{x}", "AB and x"),
        (
            r"$O(n\log n)$, $\sin x$, $a \bmod b$, $\max(a, b)$",
            "O(n log n), sin x, a mod b, max(a, b)",
        ),
        (r"$5^\circ$C and $90^{\circ}$", "5°C and 90°"),
        (r"\begin{itemize}\item One \item[b] Two\end{itemize}", "  One   Two "),
        (r"as said~\cite{poe}, \citep[p.~4]{a,b} in \ref{x}.", "as said, in."),
        (r"\foreignlanguage{german}{W\"urde}, \textcolor{red}{x}", "Würde, x"),
        (r"it is `single' and don't", "it is ‘single’ and don't"),
        (r"\[x = 1\] and \(y\)", "x = 1 and y"),
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
        (r"CO$_2$, N$_{2}$O, $10^{-3}$, \(H_2O\)", "CO2, N2O, 10⁻³, H2O"),
        (r"$\mathrm{PM_{10}}$ at \$5_2 or \$6", "PM10 at $5_2 or $6"),
        (r"PM$_{2.5}$ and $e^{2.5}$", "PM2.5 and e^2.5"),
        ("Table~2~shows $x_i$", "Table 2 shows x_i"),
        (r"NO$_x$, HbA$_{1c}$, $V_{max}$, T$_{\mathrm{c}}$", "NOx, HbA1c, Vmax, Tc"),
        (r"a rise of $\le 5$, $p \ge 0.05$, $a\neq b$", "a rise of ≤ 5, p ≥ 0.05, a≠ b"),
        (r"{\textless}1 year, \textgreater 5", "<1 year, > 5"),
        (r"Giving 5\,mg\;at~once, co\-operate", "Giving 5 mg at once, cooperate"),
        (r"{\DJ}or{\dj}e and {\TH}or", "Đorđe and Þor"),
        (r"Nurses{\textquotesingle} work \& 20{\textdegree}C", "Nurses' work & 20°C"),
        (r"a{\textasciitilde}b{\textasciicircum}c{\textbackslash}d", r"a~b^c\d"),
        (r"one\\two", "one two"),
        (r"\textquestiondown{}Qu\'e? \textexclamdown S\'i!", "¿Qué? ¡Sí!"),
        ("?`Qu\\'e? !`Vale! Why?``so''", "¿Qué? ¡Vale! Why?“so”"),
        (r"\guilsinglleft a\guilsinglright, \glqq b\grqq{}, \og c\fg{}", "‹a›, „b“, «c»"),
        (r"$a \lesssim b \Rightarrow c$", "a ≲ b ⇒ c"),
        (r"5\,\textcelsius, 3\textperthousand{} and/or 4\slash 5", "5 °C, 3‰ and/or 4/5"),
        (r"H\textsubscript{2}O, 10\textsuperscript{-3}, 2\textsuperscript{nd}", "H2O, 10⁻³, 2nd"),
        (r"\ensuremath{\beta_2} and \textbeta-blockers, \(\frac{1}{2}\)", "β2 and β-blockers, 1/2"),
        (r"D\'\i az, \^\j, {\'\ae}, \'{\o}, \textcommabelow{s}, \U{a}", "Díaz, ĵ, ǽ, ǿ, ș, a̎"),
        (r"\href{https://example.org/a_b}{the site}", "the site"),
        (r"\texorpdfstring{$\beta$ {x}}{beta}-blockers", "beta-blockers"),
        (r"\LaTeX\ and NHS\@.", "LaTeX and NHS."),
        ("plain", "plain"),
        ("\\", "\\"),
    ],
)
def test_latex_becomes_text(source: str, text: str) -> None:
    assert text_of_latex(source) == text
