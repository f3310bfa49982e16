"""Blocks that answer wagtail-localize for themselves."""

from typing import Any

from wagtail.blocks import (
    CharBlock,
    StructBlock,
)

import pytest

from results.blocks import ResultsStructBlock
from tests.translation.segments import round_trip, segments, string_paths

pytestmark = pytest.mark.django_db


class WithHooks(CharBlock):
    """A block that brings wagtail-localize's methods itself."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Upper case, so that one sees where it comes from."""
        return [segment.__class__("", value.upper()) for segment in segments(CharBlock(), value)]

    def restore_translated_segments(self, value: str, given: list[Any]) -> str:
        """Between brackets."""
        return f"({given[0].render_text()})"


class StructWithHooks(ResultsStructBlock):
    """A block of ours that a site answers for itself."""

    label = CharBlock()

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing is translated."""
        return []


def test_a_block_that_answers_for_itself_is_asked() -> None:
    block = StructBlock([("text", WithHooks()), ("struct", StructWithHooks())])
    raw = {"text": "text", "struct": {"label": "label"}}
    assert string_paths(block, raw) == [("text", "TEXT")]
    assert round_trip(block, raw)["text"] == "([en] TEXT)"
