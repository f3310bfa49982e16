"""Choosers that are cheap to read in numbers: they take what a reading has loaded already.

Each deconstructs as the Wagtail block that it refines (see `results.blocks.leaves.Refining`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from contextvars import ContextVar
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser

from ..context import during
from .leaves import Refining

# Objects that a reading has loaded in one query per model, for the time it takes to build values.
_loaded: ContextVar[dict[type, dict[int, Any]] | None] = ContextVar("loaded", default=None)
# As large as every database stores.
_PK = re.compile("[0-9]{1,18}")


def loaded(objects: dict[type, dict[int, Any]]) -> AbstractContextManager[None]:
    """Let choosers take their objects from here instead of querying, one query per chooser."""
    return during(_loaded, objects)


class _TakesLoaded(Refining):
    """A chooser that takes what a reading has loaded already."""

    model_class: type

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Return the objects in the order of `values`, None for missing ones."""
        numbers = [as_pk(value) for value in values]
        objects = (_loaded.get() or {}).get(self.model_class)
        if objects is None:
            wanted = {number for number in numbers if number is not None}
            objects = self.model_class.objects.in_bulk(wanted) if wanted else {}  # type: ignore[attr-defined]
        return [None if number is None else objects.get(number) for number in numbers]

    def to_python(self, value: Any) -> Any:
        """Return the object, or None when it is missing."""
        return self.bulk_to_python([value])[0]


def as_pk(value: Any) -> int | None:
    """Return the value as a primary key, or None for values like "abc", "-1" and "²"."""
    text = str(value)
    return int(text) if _PK.fullmatch(text) else None


class PageChooser(_TakesLoaded, PageChooserBlock):
    """Wagtail's page chooser, cheap to read in numbers."""

    path = "wagtail.blocks.PageChooserBlock"


class DocumentChooser(_TakesLoaded, DocumentChooserBlock):
    """Wagtail's document chooser, cheap to read in numbers."""

    path = "wagtail.documents.blocks.DocumentChooserBlock"


class ImageChooser(_TakesLoaded, ImageChooserBlock):
    """Wagtail's image chooser, cheap to read in numbers."""

    path = "wagtail.images.blocks.ImageChooserBlock"


class IndicatorInput(AdminSnippetChooser):
    """Wagtail's chooser, whose script tells what was published of the indicator before."""

    class Media:
        js = ("results/indicator.js",)


class IndicatorChooser(_TakesLoaded, SnippetChooserBlock):
    """Wagtail's chooser of snippets for "results.Indicator", cheap to read in numbers."""

    path = "wagtail.snippets.blocks.SnippetChooserBlock"

    @cached_property
    def widget(self) -> IndicatorInput:
        """The input, with what its script needs; without the admin's addresses it stays plain."""
        attrs = {}
        with suppress(NoReverseMatch):
            attrs["data-results-indicator-url-value"] = reverse("results_admin:indicator_hint")
            attrs["data-controller"] = "results-indicator"
        return IndicatorInput(
            self.target_model,
            icon="results-figure",
            attrs=attrs,
            # Wagtail's own words are in the language of whoever opened a form first.
            choose_one_text=_("Choose an indicator"),
            choose_another_text=_("Choose another indicator"),
            link_to_chosen_text=_("Edit this indicator"),
        )
