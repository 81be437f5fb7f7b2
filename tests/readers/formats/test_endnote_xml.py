"""EndNote XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read


def styled(text: str) -> str:
    return f'<style face="normal" size="100%">{text}</style>'


def test_a_record_with_all_its_parts(read: Read) -> None:
    found = read(
        f"""<?xml version="1.0"?><xml><records><record><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>{styled("Ashdown, Mira")}</author><author>{styled("Okoro, Ben")}</author>
</authors></contributors><titles><title>{styled("Kind ")}<style face="italic">rounds</style></title>
<secondary-title>{styled("Inv J")}</secondary-title></titles>
<periodical><full-title>{styled("Invented Journal")}</full-title></periodical>
<dates><year>{styled("2021")}</year><pub-dates><date>{styled("Mar 5")}</date></pub-dates></dates>
<electronic-resource-num>{styled("10.5555/k.1")}</electronic-resource-num>
<keywords><keyword>{styled("kindness")}</keyword><keyword>{styled("wards; rounds")}</keyword></keywords>
<urls><related-urls><url>{styled("https://example.org/kind")}</url></related-urls></urls>
<abstract>{styled("To be kind.")}</abstract></record></records></xml>""",
        "a.xml",
    ).only

    assert (found.title, found.authors) == ("Kind rounds", ("Mira Ashdown", "Ben Okoro"))
    assert (str(found.date), found.venue, found.doi) == (
        "2021-03-05",
        "Invented Journal",
        "10.5555/k.1",
    )
    assert found.tags == ("kindness", "wards", "rounds")
    assert (found.url, found.excerpt) == ("https://example.org/kind", "To be kind.")


def test_the_second_date_counts_only_where_it_is_of_the_year(read: Read) -> None:
    text = (
        "<xml><records><record><ref-type>17</ref-type><titles><title>One</title></titles><dates>"
        "<year>2018</year><pub-dates><date>{}</date></pub-dates></dates></record></records></xml>"
    )

    for written, expected in (
        ("2018-06-01", "2018-06-01"),
        ("Mar 2019", "2018"),
        ("n.d.", "2018"),
    ):
        found = read(text.format(written), "a.xml").only
        assert str(found.date) == expected


def test_a_file_in_the_library_is_the_text(read: Read) -> None:
    text = (
        "<xml><records><record><ref-type>17</ref-type><titles><title>One</title></titles><urls><pdf-urls>"
        "<url>internal-pdf://0123/Lee.pdf</url><url>file:///home/ann/a.pdf</url></pdf-urls></urls></record></records></xml>"
    )
    article = read(text, "My wards.xml").only
    assert article.extra["attachment"] == (
        "My wards.Data/PDF/0123/Lee.pdf\nPDF/0123/Lee.pdf",
        "/home/ann/a.pdf",
    )
    assert article.url == ""
