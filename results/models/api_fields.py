"""Helpers for declaring API fields."""

from inspect import signature

from wagtail.api import APIField

from rest_framework.fields import Field

from ..reading.provenance import TranslationFacts
from .page_display import EditionDisplay, PageDisplay

# Wagtail 7.4 has no API v3 and no fields to write.
_CAN_WRITE = "writable" in signature(APIField).parameters


class TranslationField(Field):
    """How a page stands to its source; API v3 knows the type by the annotation, as of those below."""

    def to_representation(self, value: TranslationFacts) -> TranslationFacts:
        """Return the facts as they are."""
        return value


class PageDisplayField(Field):
    """What readers get of an index page beyond its fields."""

    def to_representation(self, value: PageDisplay) -> PageDisplay:
        """Return it as it is."""
        return value


class EditionDisplayField(Field):
    """What readers get of an edition beyond its fields."""

    def to_representation(self, value: EditionDisplay) -> EditionDisplay:
        """Return it as it is."""
        return value


def fields(*names: str) -> list[APIField]:
    """Return API fields that clients can read and, where Wagtail supports it, write."""
    options = {"writable": True} if _CAN_WRITE else {}
    return [APIField(name, **options) for name in names]


# Read only: how a page stands to its source.
translation_field = APIField("translation", serializer=TranslationField())
