"""One walk names the places of a value, whether it is built or still JSON."""

import pytest

from results.blocks import ResultsStreamBlock
from results.blocks.stored import Stored
from results.blocks.walking import Node, steps_in_json, walk
from tests.api.building import ENGLISH, make_body

BODY = ResultsStreamBlock()


def place(node: Node) -> tuple[object, ...]:
    return node.path, node.block, node.identity, node.item


@pytest.mark.django_db
def test_json_and_the_value_that_is_built_of_it_have_the_same_places() -> None:
    raw = Stored(BODY, make_body(ENGLISH, 7)).raw
    places = [place(node) for node in walk(BODY, raw)]
    assert [place(node) for node in walk(BODY, BODY.to_python(raw))] == places
    names = {node.path[-1] for node in walk(BODY, raw) if node.path}
    assert names >= {"heading", "stats", raw[0]["id"]}


def test_a_place_leads_back_through_the_json_to_its_value() -> None:
    raw = Stored(BODY, make_body(ENGLISH, 7)).raw
    for node in walk(BODY, raw):
        found = raw
        for step in steps_in_json(BODY, raw, node.path):
            found = found[step] if isinstance(step, int) else (found or {}).get(step)
        assert found == node.value
        assert not node.identity or node.item[-1] == node.identity
