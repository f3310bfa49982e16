"""Editions whose only content are figures, and what is on record of them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wagtail.models import Page

from results.models import Figure, ResultsPage, ResultsPageMixin
from results.record.models import public_figures
from results.record.recording import current_source
from tests.factories import ResultsPageFactory, block, described

# In a group of figures.
MOST = 12


def body(*figures: dict[str, Any]) -> list[dict[str, Any]]:
    """A body with these figures; the `name` of each decides the id of its block."""
    stats = [
        block("stat", figure.get("name", "stat"), **{"value": "6558", "label": "reports", **figure})
        for figure in figures
    ]
    for stat in stats:
        stat["value"].pop("name", None)
    return [
        block("stats", f"stats {index}", heading="Figures", stats=stats[index : index + MOST])
        for index in range(0, len(stats), MOST)
    ]


def edition(parent: Page, *figures: dict[str, Any], **fields: Any) -> ResultsPage:
    """A published edition with these figures, one of 6558 reports unless told otherwise."""
    page: ResultsPage = ResultsPageFactory.create(
        parent=parent, content=body(*(figures or ({},))), **fields
    )
    return page


def publish(page: Any, *figures: dict[str, Any], **fields: Any) -> None:
    """Publish the edition with these figures instead."""
    draft = anew(page).get_latest_revision_as_object()
    draft.body = body(*figures)
    for name, value in fields.items():
        setattr(draft, name, value)
    described(draft).save_revision().publish()


def anew(page: Any) -> Any:
    """The page as it is now."""
    return ResultsPage.objects.get(pk=page.pk)


def stat_id(name: str = "stat") -> UUID:
    """The id of the figure of that name."""
    return UUID(block("stat", name)["id"])


def rows(page: Any) -> list[tuple[int, bool]]:
    """Value of each row of the edition, oldest first, and whether it is open."""
    found = Figure.objects.filter(translation_key=page.translation_key).order_by("valid_from", "pk")
    return [(int(row.value), row.valid_to is None) for row in found]


def differences() -> list[UUID]:
    """The keys of the editions whose open rows are not what is public."""
    is_open = Figure.objects.filter(valid_to=None)
    editions = Page.objects.live().type(ResultsPageMixin).filter(alias_of=None)
    keys = {
        key
        for rows in (is_open, editions)
        for key in rows.values_list("translation_key", flat=True)
    }

    def content(rows: Iterable[Figure]) -> dict[UUID, dict[str, Any]]:
        return {row.block_id: row.content for row in rows}

    return [
        key
        for key in keys
        if content(is_open.filter(translation_key=key))
        != content(public_figures(current_source(key, ResultsPage)).values())
    ]
