"""Keep the open points of a source out of its translations."""

from __future__ import annotations

from typing import Any

from ...models import ResultsPageMixin


def leave_open_points(target_obj: Any, **_kwargs: Any) -> None:
    """Clear the open points of a new translation: they are for the source's editor.

    Copied, they would block the translation for ever, since they cannot be settled in
    wagtail-localize's editor.
    """
    if not isinstance(target_obj, ResultsPageMixin) or not target_obj.open_points:
        return
    page: Any = target_obj
    page.open_points = []
    type(page)._default_manager.filter(pk=page.pk).update(open_points=[])
    if revision := page.get_latest_revision():
        revision.content["open_points"] = []
        revision.save(update_fields=["content"])
