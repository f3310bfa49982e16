"""What a figure was in other editions, and what it is defined as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import override

from wagtail.models import Page

from ..models import Indicator
from ..models.figure_addresses import figure_address
from ..quantities import Change, Incomparable, format_change, format_plain
from ..reading.publicity import without_private
from ..reading.targets import reachable
from ..record.series import Point, series_with

if TYPE_CHECKING:
    from ..models.one_figure import OneFigure


@dataclass(frozen=True, slots=True)
class Year:
    """The figure in one edition; `url` is that of its own page in the reader's language, or ""."""

    when: str
    text: str
    data: str
    change: str
    url: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator is in words; each with its language where that is not the reader's."""

    definition: str
    definition_language: str
    method: str
    method_language: str


def years_of(one: OneFigure) -> list[Year]:
    """Return the figure in each edition that everybody may read, oldest first; four queries."""
    indicator = one.figure.value.get("indicator")
    key = indicator.translation_key if indicator else None
    points = series_with(one.page, UUID(one.id), key)
    urls = _public_urls(one, {edition.translation_key for edition, _point in points})
    return [
        _year(one, point, urls[edition.translation_key])
        for edition, point in points
        if edition.translation_key in urls
    ]


def _public_urls(one: OneFigure, keys: set[UUID]) -> dict[UUID, str]:
    """Return the public editions, each with its URL in the reader's language, "" where it has none."""
    public = without_private(Page.objects.filter(reachable(), translation_key__in=keys))
    urls: dict[UUID, str] = {}
    for version in public:
        url = version.get_url(one.request) if version.locale_id == one.page.locale_id else ""
        urls[version.translation_key] = url or urls.get(version.translation_key, "")
    return urls


def _year(one: OneFigure, point: Point, url: str) -> Year:
    row, language = point.row, one.language
    is_own = row.translation_key == one.page.translation_key
    own_language = one.page.locale.language_code
    return Year(
        when=row.when(language),
        text=row.text(language),
        data=format_plain(row.plain_value),
        change=_said(point.change, language),
        url=figure_address(url, own_language, row.block_id) if url and not is_own else "",
        is_own=is_own,
    )


def _said(change: Change | Incomparable | None, language: str) -> str:
    if isinstance(change, Change):
        return format_change(change, language)
    if change is None or change is Incomparable.MISSING:
        return ""
    with override(language):
        return str(change.label)


def definition_of(one: OneFigure) -> Definition | None:
    """Return what the figure's indicator is, None without one; one query."""
    indicator = one.figure.value.get("indicator")
    if indicator is None:
        return None
    same = Indicator.objects.filter(translation_key=indicator.translation_key)
    # The source of a translation is older.
    versions = list(same.select_related("locale").order_by("pk"))
    own = [each for each in versions if each.locale.language_code == one.language]
    shown, source = (own or versions)[0], versions[0]
    said: dict[str, Any] = {}
    for name in ("definition", "method"):
        text = getattr(shown, name)
        # What nobody has translated yet is still as in its source.
        spoken = (source if text == getattr(source, name) else shown).locale.language_code
        said |= {name: text, f"{name}_language": "" if spoken == one.language else spoken}
    return Definition(**said)
