"""What happens to the fields of a block in another language, by what the block declares."""

from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StructBlock, URLBlock

import pytest

from results.blocks import ResultsStructBlock
from results.sync.treatment import Treatment, of_child

FIELDS = [
    ("text", CharBlock()),
    ("names", ListBlock(CharBlock())),
    ("url", URLBlock()),
    ("number", IntegerBlock()),
]


class OfText(ResultsStructBlock):
    class Meta:
        prose = ("text",)


class OfTextAndAddress(OfText):
    class Meta:
        replaceable = ("url",)


class OfNumbers(ResultsStructBlock):
    class Meta:
        prose = ()


class WithAddress(ResultsStructBlock):
    class Meta:
        replaceable = ("url",)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (StructBlock, "translate translate replace sync"),
        (ResultsStructBlock, "translate translate replace sync"),
        (OfText, "translate sync sync sync"),
        (OfTextAndAddress, "translate sync replace sync"),
        (OfNumbers, "sync sync sync sync"),
        (WithAddress, "translate translate replace sync"),
    ],
)
def test_what_is_declared_decides_and_else_the_kind_of_field(
    kind: type[StructBlock], expected: str
) -> None:
    block = kind(FIELDS)
    treatments = [of_child(block, name) for name, _child in FIELDS]
    assert treatments == [Treatment(word) for word in expected.split()]


def test_what_a_block_declares_replaceable_is_the_only_thing_that_is() -> None:
    block = WithAddress([*FIELDS, ("other", URLBlock())])
    assert of_child(block, "other") is Treatment.SYNC
