"""MARCXML."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read


def test_a_record_with_all_its_parts(read: Read) -> None:
    found = read(
        """<?xml version="1.0"?><marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">
<marc:record><marc:leader>00925njm</marc:leader>
<marc:controlfield tag="008">910926s1957    nyuuun              eng  </marc:controlfield>
<marc:datafield tag="100"><marc:subfield code="a">Ashdown, Mira.</marc:subfield></marc:datafield>
<marc:datafield tag="245"><marc:subfield code="a">Kind rounds :</marc:subfield>
<marc:subfield code="b">a trial /</marc:subfield><marc:subfield code="c">by Mira.</marc:subfield>
</marc:datafield><marc:datafield tag="520"><marc:subfield code="a">To be kind.</marc:subfield>
</marc:datafield><marc:datafield tag="650"><marc:subfield code="a">Kindness.</marc:subfield>
</marc:datafield></marc:record></marc:collection>""",
        "a.xml",
    ).only

    assert (found.title, found.authors) == ("Kind rounds: a trial", ("Mira Ashdown",))
    assert (str(found.date), found.language) == ("1957", "eng")
    assert (found.excerpt, found.tags) == ("To be kind.", ("Kindness",))


RECORD = """<record><leader>0</leader><datafield tag="245"><subfield code="a">Kind rounds</subfield></datafield>
<datafield tag="700"><subfield code="a">Ashdown, Mira</subfield><subfield code="4">aut</subfield></datafield>
<datafield tag="710"><subfield code="a">Invented House</subfield><subfield code="4">pbl</subfield></datafield></record>"""


def test_records_that_a_catalogue_wraps_in_its_own_are_found(read: Read) -> None:
    for answer in (
        (
            f"<zs:searchRetrieveResponse><zs:records><zs:record><zs:recordData>{RECORD}</zs:recordData>"
            "</zs:record></zs:records></zs:searchRetrieveResponse>"
        ),
        f"<OAI-PMH><ListRecords><record><header/><metadata>{RECORD}</metadata></record></ListRecords></OAI-PMH>",
    ):
        assert read(answer, "a.xml").only.title == "Kind rounds"


def test_a_publisher_is_no_author(read: Read) -> None:
    assert read(f"<collection>{RECORD}</collection>", "a.xml").only.authors == ("Mira Ashdown",)


def test_ampersands_and_names_of_html_are_what_they_mean(read: Read) -> None:
    text = RECORD.replace("Kind rounds", "R&D &amp; kind&nbsp;rounds &#233; &eacute; &unknown")
    assert (
        read(f"<collection>{text}</collection>", "a.xml").only.title
        == "R&D & kind rounds é é &unknown"
    )


def test_a_subtitle_stands_behind_a_colon(read: Read) -> None:
    subtitle = '<subfield code="b">a trial</subfield></datafield>'
    text = RECORD.replace("</datafield>", subtitle, 1)
    assert read(f"<collection>{text}</collection>", "a.xml").only.title == "Kind rounds: a trial"
