"""Calibre's description of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read


def test_a_description_becomes_an_article(read: Read) -> None:
    article = read(
        """<?xml version='1.0' encoding='utf-8'?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>Kind wards</dc:title><dc:creator opf:role="aut">Mira Ashdown</dc:creator>
<dc:contributor opf:role="bkp">calibre</dc:contributor><dc:date>2021-03-05T00:00:00+00:00</dc:date>
<dc:description>&lt;p&gt;To be &lt;b&gt;kind&lt;/b&gt;.&lt;/p&gt;</dc:description>
<dc:subject>kindness</dc:subject></metadata></package>""",
        "metadata.opf",
    ).only

    assert (article.title, article.authors) == ("Kind wards", ("Mira Ashdown",))
    assert (str(article.date), article.excerpt) == ("2021-03-05", "To be kind.")
    assert article.tags == ("kindness",)
