from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.readers.formats import marked_text

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from readers.conftest import Read

ORG = """#+TITLE: Rest
#+AUTHOR: Ann Lee
#+DATE: <2021-03-02 Tue>
#+FILETAGS: :health:nights:
#+OPTIONS: toc:nil

* TODO Why :tag:
:PROPERTIES:
:ID: x
:END:
See [[https://example.org][the paper]].
# aside
"""
RST = """====
Rest
====

:Author: Ann Lee
:Date: 2021-03-02
:Keywords: health, nights

.. contents::

Why
---

See `the paper <https://example.org>`_.
"""
ASCIIDOC = """= Rest
Ann Lee <ann@example.org>
v1.0, 2021-03-02
:keywords: health, nights

== Why

[quote]
----
See https://example.org[the paper].
----
// aside
"""
LATEX = r"""% aside
\documentclass[11pt]{article}
\title{Rest\thanks{Funded}}
\author{Ann Lee\thanks{x} \\ Ward 5}
\date{2 March 2021}
\keywords{health, nights}
\begin{document}
\maketitle
\section{Why}

See the \emph{paper}~\cite{poe}.
\begin{thebibliography}{9}\bibitem{poe} Cited\end{thebibliography}
\end{document}
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [(ORG, "a.org"), (RST, "a.rst"), (ASCIIDOC, "a.adoc"), (LATEX, "a.tex"), (LATEX, "a")],
)
def test_a_text_is_one_article_without_its_marks(read: Read, text: str, name: str) -> None:
    article = read(text, name).only
    assert (article.title, article.authors) == ("Rest", ("Ann Lee",))
    assert (str(article.date), article.tags) == ("2021-03-02", ("health", "nights"))
    assert article.body in {"Why\n\nSee the paper.", "Why\nSee the paper."}


def latex(read: Read, head: str, body: str = "Text") -> Article:
    text = f"\\documentclass{{article}}{head}\\begin{{document}}{body}\\end{{document}}"
    return read(text, "a.tex").only


@pytest.mark.parametrize(
    "head",
    [
        r"\author{Ann Lee \and Bo Ray}",
        r"\author[1]{Ann Lee}\author[2]{Bo Ray}\affil[1]{Ward U}",
        r"\author{\IEEEauthorblockN{Ann Lee}\IEEEauthorblockA{Ward U} \and \IEEEauthorblockN{Bo Ray}}",
        r"\author{Ann Lee$^1$, Bo Ray$^{2}$}",
        r"\author{Ann Lee\textsuperscript{1} \And Bo Ray\inst{2}}",
    ],
)
def test_authors_of_latex_are_written_in_many_ways(read: Read, head: str) -> None:
    assert latex(read, head).authors == ("Ann Lee", "Bo Ray")


def test_the_abstract_of_latex_is_no_text_and_today_no_date(read: Read) -> None:
    article = latex(
        read, r"\date{\today}", r"\begin{abstract}We rest, 50\% of us.\end{abstract} Text % aside"
    )
    assert (article.excerpt, article.body) == ("We rest, 50% of us.", "Text")
    assert article.date is None


@pytest.mark.parametrize(
    ("name", "body"), [("a_b.org", "* Why\nText"), ("a_b.tex", r"\section{Why} Text")]
)
def test_a_part_without_a_title_is_called_by_its_name(read: Read, name: str, body: str) -> None:
    article = read(body, name).only
    assert (article.title, article.body.split()) == ("a b", ["Why", "Text"])


def test_braces_that_nobody_closes_do_no_harm(read: Read) -> None:
    assert latex(read, r"\title{" + "{" * 9000 + r"\author{Ann Lee}").authors == ("Ann Lee",)


def test_a_document_of_commands_alone_costs_no_more_than_its_first(
    monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    looked = 0

    def counted(text: str, start: int) -> str:
        nonlocal looked
        looked += 1
        return ""

    monkeypatch.setattr(marked_text, "_in_braces", counted)
    read("\\title{" * 5000, "a.tex")
    assert looked <= 2 * marked_text._MOST_VALUES
