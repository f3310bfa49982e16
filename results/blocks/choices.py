"""Choices that take what is left out, and lists that API v3 can write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import ChoiceBlock, MultipleChoiceBlock


class SettingBlock(ChoiceBlock):
    """A choice that has an answer when nobody gave one: what is left out is the default."""

    def to_python(self, value: Any) -> Any:
        """The stored choice, or the default."""
        return super().to_python(value) or self.get_default()

    def normalize(self, value: Any) -> Any:
        """The choice given by code, or the default."""
        return super().normalize(value) or self.get_default()

    def clean(self, value: Any) -> Any:
        """The choice, validated, or the default."""
        return super().clean(value or self.get_default())


class SeveralBlock(MultipleChoiceBlock):
    """Wagtail's MultipleChoiceBlock, which API v3 can write too.

    Wagtail hands the list over as the single value of the form field; a browser sends one value
    for each choice.
    """

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str
    ) -> Any:
        """The chosen values, from a browser or from API v3."""
        value = super().value_from_datadict(data, files, prefix)
        written_by_api = isinstance(value, list) and len(value) == 1 and isinstance(value[0], list)
        return value[0] if written_by_api else value
