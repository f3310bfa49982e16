"""Keep the translation editor working for sources with blocks of an older form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from wagtail_localize.views.edit_translation import FieldHasNoEditPanelError

from ...compat.wagtail_localize import LOCATION

# What wagtail-localize stumbles over when a block, a child or a field is no longer there.
MISSING = (AttributeError, FieldDoesNotExist, IndexError, KeyError)


def install() -> None:
    """Let the editor leave out a text whose block is gone, instead of failing.

    It does so already for a text whose field has no panel. The next synchronisation of the source
    removes such a text; a migration with `migrate_translation_sources` keeps it.
    """
    LOCATION.apply(_passing_over)


def _passing_over(locate: Callable[..., Any]) -> Callable[..., Any]:
    def get_segment_location_info(*args: Any, **options: Any) -> Any:
        try:
            return locate(*args, **options)
        except MISSING as error:
            raise FieldHasNoEditPanelError from error

    return get_segment_location_info
