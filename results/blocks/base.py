"""The base of every block of the plugin that has named fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wagtail.blocks import StructBlock, StructValue

from .fault import Fault, Severity, Stage
from .faults import as_validation_error
from .resolving import resolver_for

if TYPE_CHECKING:
    from .resolving import Resolver


class ResultsStructBlock(StructBlock):
    """A StructBlock that knows its prose, its rules and its form for the API.

    `Meta.prose` names the children whose text a translator translates; every other child follows
    the source language. `Meta.replaceable` names the children that a translator may replace by
    another address, document or picture. A child that is itself a struct or a stream answers for
    its own children and is named in neither. `Meta.heading_child` names the child by which a list of
    contents calls the block.
    """

    def find_faults(self, value: StructValue) -> Iterator[Fault]:
        """Yield what breaks the rules that concern more than one child. None by default."""
        yield from ()

    def clean(self, value: StructValue) -> StructValue:
        """Validate the children, then the rules of safety; completeness waits for publishing."""
        cleaned = super().clean(value)
        faults = [
            fault
            for fault in self.find_faults(cleaned)
            if fault.severity is Severity.ERROR and fault.stage is Stage.SAVING
        ]
        if faults:
            raise as_validation_error(self, cleaned, faults)
        return cleaned

    def get_context(
        self, value: StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add `display`, the value as one reader gets it, its `texts` and `heading_level` (2)."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        resolver = resolver_for(self, value, context)
        context["reading"] = resolver
        context["display"] = self.get_display(value, resolver)
        context["texts"] = resolver.texts(value)
        context.setdefault("heading_level", 2)
        return context

    def get_display(self, value: StructValue, resolver: Resolver) -> dict[str, Any]:
        """What a reader gets beyond the raw value: formatted figures, resolved links, HTML.

        JSON-serialisable; keys are documented in the reference of blocks.
        """
        return {}

    def get_api_representation(
        self, value: StructValue, context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """The raw value exactly as API v3 accepts it, plus one key `display`.

        That has the keys of `get_display`, and of `Texts.facts` those that are not empty.
        """
        context = context if context is not None else {}
        resolver = resolver_for(self, value, context)
        nested = {**context, "reading": resolver}
        shown: dict[str, Any] = super().get_api_representation(value, context=nested)
        shown["display"] = self.get_display(value, resolver) | resolver.texts(value).facts
        return shown

    class Meta:
        preview_template = "results/blocks/preview.html"
        heading_child = "heading"
        prose: tuple[str, ...] = ()
        replaceable: tuple[str, ...] = ()
