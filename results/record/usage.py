"""The public pages whose figures name an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType

from wagtail.models import Page, ReferenceIndex

if TYPE_CHECKING:
    from .indicator import Indicator


def live_pages_with(indicator: Indicator) -> list[Any]:
    """Return the public pages that name the indicator in one of its languages, by title.

    They are found by Wagtail's index of references.
    """
    versions = indicator.get_translations(inclusive=True).values_list("pk", flat=True)
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(indicator),
        to_object_id__in=[str(pk) for pk in versions],
    )
    keys = references.values_list("object_id", flat=True)
    return list(Page.objects.live().filter(pk__in=[int(key) for key in keys]).order_by("title"))
