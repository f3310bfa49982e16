"""A source that changes after it has been translated."""

from collections.abc import Collection
from typing import Any

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, described, good_body
from tests.syncing import sync_languages

from .translating import submit, translate

STATS = good_body()[1]
# The path of the label of the figure of that body.
LABEL = f"body.{STATS['id']}.stats.{STATS['value']['stats'][0]['id']}.label"


def published_in_english(page: Any, *, without: Collection[str] = ()) -> Any:
    """The page's translation, published by a person with all its texts but those."""
    translation = submit(page)
    translate(translation, without=without)
    translation.save_target()
    return translation


def publish(page: Any, body: list[dict[str, Any]] | None = None, **fields: Any) -> None:
    """Publish the source with another content, and let the other languages follow."""
    page = ResultsPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    if body is not None:
        page.body = body
    described(page).save_revision().publish()
    sync_languages(ResultsPage.objects.get(pk=page.pk))


def body_with(**values: Any) -> list[dict[str, Any]]:
    body = good_body()
    body[1]["value"]["stats"][0]["value"].update(values)
    return body


def stat(page: Any) -> dict[str, Any]:
    raw = page.body.raw_data[1]["value"]["stats"][0]
    return dict(raw.get("value", raw))


def another(page: Any, year: int, **fields: Any) -> Any:
    return ResultsPageFactory.create(parent=page.get_parent().specific, year=year, **fields)
