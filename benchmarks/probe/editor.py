"""An editor who changes an edition and presses "Publish"."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from home.demo.desk import Desk
from home.demo.form_data import page_form_data
from results.models import ResultsPage

FIELDS = (
    "title",
    "slug",
    "period_start",
    "period_end",
    "introduction",
    "hero_alt_text",
    "share_text",
)


class Editor:
    """One editor with one edition."""

    def __init__(self, page: int) -> None:
        user, _made = User.objects.get_or_create(
            username="editor", defaults={"is_superuser": True, "is_staff": True}
        )
        self._desk = Desk(user)
        self._page = page

    def publish(self, turn: int) -> float:
        """Send the form with a new introduction; the seconds until the answer is there."""
        page = ResultsPage.objects.get(pk=self._page)
        values: dict[str, Any] = {name: getattr(page, name) for name in FIELDS}
        body = page.body.get_prep_value()
        values["body"] = _as_typed(body)
        values["introduction"] = f"The work in figures and text, as of day {turn}."
        data = {
            **page_form_data(ResultsPage, values),
            **dict(_identities(body, "body")),
            "action-publish": "action-publish",
        }
        address = reverse("wagtailadmin_pages:edit", args=[self._page])
        begin = time.perf_counter()
        self._desk.send(address, data)
        return time.perf_counter() - begin


def _as_typed(stored: Any) -> Any:
    """A stored value in the form that `page_form_data` takes: streams as (type, value)."""
    if isinstance(stored, dict):
        return {name: _as_typed(value) for name, value in stored.items()}
    if _is_stream(stored):
        return [(child["type"], _as_typed(child["value"])) for child in stored]
    return stored


def _identities(stream: list[Any], prefix: str) -> Iterator[tuple[str, str]]:
    """The form's fields with the ids of the blocks, which the page is to keep."""
    for index, child in enumerate(stream):
        yield f"{prefix}-{index}-id", child["id"]
        for name, value in child["value"].items():
            if _is_stream(value):
                yield from _identities(value, f"{prefix}-{index}-value-{name}")


def _is_stream(stored: Any) -> bool:
    return isinstance(stored, list) and all(isinstance(item, dict) for item in stored)
