"""The places of a phrase with beginnings and patterns in it."""

from __future__ import annotations

import pytest

from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.model.article import Article
from leadersearch.plan import Like, PhraseNode, Plan, ReadAs, StartsWith, plan_query
from leadersearch.plan.phrase_places import places_of
from leadersearch.query import parse_query

PLACES = {
    "patient outcome": (("patient", "outcome"), ()),
    "patient outcom*": (("patient", "outcom"), ((1, StartsWith("outcom")),)),
    "patient outcom*.": (("patient", "outcom"), ((1, StartsWith("outcom")),)),
    "lead* development": (("lead", "development"), ((0, StartsWith("lead")),)),
    "in health-car* teams": (("in", "health", "car", "teams"), ((2, StartsWith("car")),)),
    "wom?n leaders": (("wom?n", "leaders"), ((0, Like("wom?n")),)),
    "good *ship": (("good", "*ship"), ((1, Like("*ship")),)),
    "Wom?n": (("wom?n",), ((0, Like("wom?n")),)),
    "who leads?": (("who", "leads"), ()),
    "an *important* note": (("an", "important", "note"), ()),
    "a * b": (("a", "b"), ()),
    "why?because": (("why?because",), ((0, Like("why?because")),)),
}


@pytest.mark.parametrize("text", PLACES)
def test_a_phrase_has_these_places(text: str) -> None:
    assert places_of(text) == PLACES[text]


ENGINE = MemoryEngine()
with ENGINE.write() as writer:
    writer.put([Article(id="a", title="Patient outcomes", body="Outcomes of a patient.")])


def plan(text: str, *, typing: bool = False) -> Plan:
    return plan_query(parse_query(text).query, ENGINE.analysis, ENGINE.view(), typing=typing)


def test_a_beginning_in_a_phrase_is_a_selector_of_its_place() -> None:
    node = plan('"patient outcom*"').root
    assert isinstance(node, PhraseNode)
    assert node.patterns == ((1, StartsWith("outcom")),)


def test_a_phrase_with_a_beginning_goes_on_while_it_is_typed() -> None:
    node = plan('"pat* outco', typing=True).root
    assert isinstance(node, PhraseNode)
    assert node.patterns == ((0, StartsWith("pat")), (1, StartsWith("outco")))


def test_beginnings_near_each_other_are_words_and_this_is_said() -> None:
    planned = plan('"patient outcom*"~3')
    assert [reading.kind for reading in planned.readings] == [ReadAs.APART]
    assert planned.readings[0].read == "patient outcom*"


def test_an_escaped_star_in_quotes_is_none() -> None:
    node = plan('"patient outcom\\*"').root
    assert isinstance(node, PhraseNode)
    assert not node.patterns
