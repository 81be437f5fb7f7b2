"""MODS."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read


def test_a_record_with_all_its_parts(read: Read) -> None:
    found = read(
        """<?xml version="1.0"?><modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>
<titleInfo type="alternative"><title>Other</title></titleInfo>
<titleInfo><nonSort>The</nonSort><title>kind rounds</title><subTitle>a trial</subTitle></titleInfo>
<name type="personal"><namePart type="given">Mira</namePart><namePart type="family">Ashdown</namePart>
<role><roleTerm>author</roleTerm></role></name>
<name><namePart>Novak, Petr</namePart><role><roleTerm>editor</roleTerm></role></name>
<originInfo><dateIssued>2021-03-05</dateIssued></originInfo>
<relatedItem type="host"><titleInfo><title>Invented Journal</title></titleInfo></relatedItem>
<abstract>To be kind.</abstract><subject><topic>kindness</topic></subject>
<identifier type="doi">10.5555/k.1</identifier><language><languageTerm>eng</languageTerm></language>
<location><url>https://example.org/kind</url></location></mods></modsCollection>""",
        "a.mods",
    ).only

    assert found.title == "The kind rounds: a trial"
    assert found.authors == ("Mira Ashdown",)
    assert (str(found.date), found.venue, found.doi) == (
        "2021-03-05",
        "Invented Journal",
        "10.5555/k.1",
    )
    assert (found.tags, found.url) == (("kindness",), "https://example.org/kind")


def test_the_date_of_a_chapter_is_that_of_its_book(read: Read) -> None:
    found = read(
        "<mods><titleInfo><title>One</title></titleInfo><relatedItem type='host'><originInfo>"
        "<dateIssued>2011</dateIssued></originInfo></relatedItem></mods>",
        "a.mods",
    ).only

    assert str(found.date) == "2011"
