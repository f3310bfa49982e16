"""The figures of editions as rows: what the data files say of each, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter as at
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from ..blocks import ChangeKind, StatBlock
from ..blocks.body import FigureChangeBlock
from ..blocks.leaves import as_pk
from ..blocks.resolving import Mark
from ..blocks.walking import Node, walk
from ..fields import stored_items, streams_of
from ..languages.aliases import spoken_language
from ..models.addresses import figure_address
from ..quantities import Qualifier, Scale, Unit
from ..reading.provenance import provenance_of
from ..reading.targets import reachable
from ..record.indicator import Indicator
from ..record.models import Figure, oldest_first
from .figures import FigureView, IndicatorView, LastChange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from django.http import HttpRequest

    from django_stubs_ext import StrPromise


class Column(NamedTuple):
    """A column of the data files; `codes` are all that there are of its values.

    `value` gives that of a figure: a Decimal, a day, a time or a text, None or "" for nothing.
    """

    name: str
    title: StrPromise
    value: Callable[[FigureView], Any]
    codes: tuple[str, ...] = ()


COLUMNS = (
    Column("edition", _("Edition"), at("page.title")),
    Column("figure", _("Id of the figure, the same in every language"), at("id")),
    Column("label", _("What is counted"), at("label")),
    Column("value", _("Figure"), at("figure.value")),
    Column("qualifier", _("Precision"), at("figure.qualifier"), tuple(Qualifier)),
    Column("unit", _("Unit"), at("figure.unit"), tuple(Unit)),
    Column("scale", _("Shown in"), at("figure.scale"), tuple(Scale)),
    Column("whole", _("Part of"), at("figure.whole_value")),
    Column("whole_label", _("What the whole counts"), at("whole_label")),
    Column("period_start", _("Period from"), at("figure.period_start")),
    Column("period_end", _("Period to"), at("figure.period_end")),
    Column("as_of", _("As of"), at("figure.as_of")),
    Column("indicator", _("Indicator"), lambda view: view.indicator and view.indicator.source.slug),
    Column("definition_version", _("Version of the definition"), at("figure.definition_version")),
    Column("source", _("Source"), at("source")),
    Column("source_url", _("Address of the source"), at("source_url")),
    Column(
        "valid_from",
        _("Published from"),
        lambda view: view.figure.valid_from.replace(microsecond=0),
    ),
    Column("change", _("Kind of change"), at("change.kind"), tuple(ChangeKind)),
    Column("change_date", _("Date of the change"), at("change.day")),
    Column("change_reason", _("Reason of the change"), at("change.reason")),
    Column("url", _("Address of the figure"), at("url")),
    Column("label_language", _("Language of “What is counted”"), at("label_mark.language")),
    Column(
        "label_older_since",
        _("“What is counted” is older than the original since"),
        lambda view: parse_datetime(view.label_mark.older_since),
    ),
    Column(
        "whole_label_language",
        _("Language of “What the whole counts”"),
        at("whole_label_mark.language"),
    ),
    Column(
        "whole_label_older_since",
        _("“What the whole counts” is older than the original since"),
        lambda view: parse_datetime(view.whole_label_mark.older_since),
    ),
    Column(
        "reason_language",
        _("Language of “Reason of the change”"),
        at("change.reason_language"),
    ),
)


def row_of(view: FigureView) -> dict[str, Any]:
    """Return what stands in the columns, by their names; None for nothing."""
    return {each.name: None if (value := each.value(view)) == "" else value for each in COLUMNS}


def views_of(
    editions: Sequence[Any], request: HttpRequest | None = None, *, indicator: UUID | None = None
) -> Iterator[FigureView]:
    """Yield the figures of public editions in the order of their pages; of one indicator if asked.

    `editions` are language versions whose readers have been let in. The queries are few, whatever
    their number.
    """
    every = Indicator.objects.select_related("locale").in_bulk()
    named = {(each.translation_key, each.locale.language_code): each for each in every.values()}

    def indicator_of(key: int | None, language: str) -> IndicatorView | None:
        if (found := every.get(key or 0)) is None:
            return None
        own = named.get((found.translation_key, language), found)
        return IndicatorView([found, own], language)

    def label_of(edition: Any, figure: Node) -> tuple[str, Mark]:
        key = as_pk(figure.value.get("indicator"))
        return _label(edition, figure, indicator_of(key, edition.locale.language_code))

    open_rows = oldest_first(Figure.objects.filter(valid_to=None))
    if indicator is not None:
        of_indicator = open_rows.filter(indicator__translation_key=indicator)
        open_rows = of_indicator.select_related("indicator")
    keys = keys_on_record(editions)
    rows = open_rows.filter(translation_key__in=keys.values())
    on_record = {(row.translation_key, str(row.block_id)): row for row in rows}
    streams = with_streams(editions)
    for edition in editions:
        figures, changes = _said(streams[edition.pk])
        url, language = edition.get_full_url(request) or "", edition.locale.language_code
        for block_id, node in figures.items():
            said = node.value
            row = on_record.get((keys[edition.pk], block_id))
            if row is not None:
                whole = figures.get(str(row.whole_block_id))
                label, mark = label_of(edition, node)
                of_whole = said.get("whole_label") or "", Mark()
                if whole:
                    of_whole = label_of(edition, whole)
                elif of_whole[0]:
                    of_whole = of_whole[0], _mark(edition, node, "whole_label")
                yield FigureView(
                    figure=row,
                    page=edition,
                    url=figure_address(url, language, block_id),
                    label=label or row.label,
                    label_mark=mark if label else Mark(row.language_code),
                    whole_label=of_whole[0],
                    whole_label_mark=of_whole[1],
                    source=said.get("source") or "",
                    source_url=said.get("source_url") or "",
                    note=said.get("note") or "",
                    indicator=indicator_of(row.indicator_id, language),
                    change=_last_change(edition, changes.get(block_id)),
                )


def _label(edition: Any, figure: Node, indicator: IndicatorView | None) -> tuple[str, Mark]:
    """The label of a figure, else the name of its indicator, with the language that it is in."""
    if text := figure.value.get("label"):
        return text, _mark(edition, figure, "label")
    if indicator is None:
        return "", Mark()
    name = indicator.texts["name"]
    return name.text, Mark(name.language or indicator.language)


def _mark(edition: Any, node: Node, name: str) -> Mark:
    """What a reader should know of a text of a block, with its language in any case."""
    spoken, provenance = spoken_language(edition), provenance_of(edition)
    mark = provenance and provenance.mark_at(".".join((*node.path, name)), node.value[name])
    return replace(mark, language=mark.language or spoken) if mark else Mark(spoken)


def _last_change(edition: Any, node: Node | None) -> LastChange:
    if node is None:
        return LastChange()
    said = node.value
    language = _mark(edition, node, "reason").language if said.get("reason") else ""
    return LastChange(
        said.get("kind"), parse_date(said.get("date") or ""), said.get("reason"), language
    )


def keys_on_record(editions: Iterable[Any]) -> dict[int, UUID]:
    """Return the keys under which the editions are recorded; an alias has its original's."""
    aliases = {each.alias_of_id for each in editions} - {None}
    keys = Page.objects.filter(pk__in=aliases).values_list("pk", "translation_key")
    originals = dict(keys) if aliases else {}
    return {each.pk: originals.get(each.alias_of_id, each.translation_key) for each in editions}


def indicators_of(editions: Iterable[Any]) -> list[IndicatorView]:
    """Return each indicator with a public figure in one of the editions, by index page and name.

    Four queries, whatever their number.
    """
    keys = keys_on_record(editions)
    places: dict[UUID, set[str]] = {}
    for each in editions:
        places.setdefault(keys[each.pk], set()).add(each.path[: -Page.steplen])
    named = Figure.objects.filter(valid_to=None, translation_key__in=places).exclude(indicator=None)
    below = {
        (path, indicator)
        for key, indicator in named.values_list("translation_key", "indicator__translation_key")
        for path in places[key]
    }
    wanted = Indicator.objects.filter(translation_key__in={key for _path, key in below})
    versions: dict[UUID, list[Indicator]] = {}
    for version in wanted.select_related("locale").order_by("pk"):
        versions.setdefault(version.translation_key, []).append(version)
    indexes = Page.objects.filter(reachable(), path__in={path for path, _key in below})
    by_path = {index.path: index for index in indexes.select_related("locale")}
    found = [
        IndicatorView(versions[key], index.locale.language_code, index)
        for path, key in below
        if (index := by_path.get(path))
    ]
    return sorted(found, key=lambda each: (each.index.path, each.shown.name.casefold()))


def with_streams(editions: Sequence[Any], *names: str) -> dict[int, Any]:
    """Return the editions by key with nothing but these streams, else all; a query for each type."""
    found: dict[int, Any] = {}
    for model in {type(edition) for edition in editions}:
        own = [each.name for each in streams_of(model) if not names or each.name in names]
        keys = [edition.pk for edition in editions if type(edition) is model]
        found |= model._base_manager.only("pk", *own).in_bulk(keys)
    return found


def _said(edition: Any) -> tuple[dict[str, Node], dict[str, Node]]:
    """The figures and their newest changes as they are stored, by the id of the figure."""
    figures: dict[str, Node] = {}
    changes: dict[str, Node] = {}
    for stream in streams_of(type(edition)):
        items = stored_items(getattr(edition, stream.name))
        for node in walk(stream.stream_block, items, (stream.name,)):
            if isinstance(node.block, StatBlock):
                figures[node.identity] = node
            elif isinstance(node.block, FigureChangeBlock) and node.value:
                changes[node.value.get("figure") or ""] = node
    return figures, changes
