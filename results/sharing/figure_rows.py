"""The figures of editions as rows: what the data files say of each, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from ..models.addresses import figure_address
from ..models.one_figure import IndicatorView
from ..quantities import Qualifier, Scale, Unit, format_plain
from ..reading.provenance import provenance_of
from ..reading.publicity import spoken_language
from ..record.indicator import Indicator
from ..record.models import Figure, oldest_first
from ..rules.changes import FIELD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.http import HttpRequest

    from django_stubs_ext import StrPromise

    from ..models.one_figure import OneFigure

# How many editions are in memory at once.
AT_ONCE = 10


class Column(NamedTuple):
    """A column of the data files; `codes` are all that there are of its values."""

    name: str
    title: StrPromise
    codes: tuple[str, ...] = ()


COLUMNS = (
    Column("edition", _("Edition")),
    Column("figure", _("Id of the figure, the same in every language")),
    Column("label", _("What is counted")),
    Column("value", _("Figure")),
    Column("qualifier", _("Precision"), tuple(Qualifier)),
    Column("unit", _("Unit"), tuple(Unit)),
    Column("scale", _("Shown in"), tuple(Scale)),
    Column("whole", _("Part of")),
    Column("whole_label", _("What the whole counts")),
    Column("period_start", _("Period from")),
    Column("period_end", _("Period to")),
    Column("as_of", _("As of")),
    Column("indicator", _("Indicator")),
    Column("definition_version", _("Version of the definition")),
    Column("source", _("Source")),
    Column("source_url", _("Address of the source")),
    Column("valid_from", _("Published from")),
    Column("change", _("Kind of change"), tuple(ChangeKind)),
    Column("change_date", _("Date of the change")),
    Column("change_reason", _("Reason of the change")),
    Column("url", _("Address of the figure")),
    Column("label_language", _("Language of “What is counted”")),
    Column("label_older_since", _("“What is counted” is older than the original since")),
)
NAMES = tuple(column.name for column in COLUMNS)


@dataclass(slots=True)
class FigureView:
    """A public figure: its record, and its texts from the edition in one language.

    `change` is the newest entry of the list of changes about it, {} without any. The source of its
    indicator is the one that the record names, whose slug is the same in every language. `label_mark`
    has the language of the label, and since when its original says something else.
    """

    figure: Figure
    page: Any
    url: str
    label: str
    label_mark: Mark
    whole_label: str
    source: str
    source_url: str
    note: str
    indicator: IndicatorView | None
    change: dict[str, Any]
    # The same read from its page, where that has been asked for.
    one: OneFigure | None = None

    @property
    def id(self) -> str:
        """The id of its block."""
        return str(self.figure.block_id)

    @property
    def language(self) -> str:
        """The code of the language of its words."""
        code: str = self.page.locale.language_code
        return code

    @property
    def value(self) -> str:
        """The exact number in plain notation."""
        return format_plain(self.figure.value)

    @property
    def text(self) -> str:
        """The figure as it is written."""
        return self.figure.text(self.language)

    @property
    def when(self) -> str:
        """The period or the day that it is about, "" without any."""
        return self.figure.when(self.language)

    @property
    def sentence(self) -> str:
        """The figure in words: "6,558 reports reviewed, 2016"."""
        return ", ".join(filter(None, (f"{self.text} {self.label}", self.when)))

    @property
    def values(self) -> tuple[Any, ...]:
        """What stands in the columns; numbers as Decimal, days as date, None for nothing."""
        figure, change = self.figure, self.change
        return (
            self.page.title,
            self.id,
            self.label,
            figure.value,
            figure.qualifier,
            figure.unit,
            figure.scale,
            figure.whole_value,
            self.whole_label or None,
            figure.period_start,
            figure.period_end,
            figure.as_of,
            self.indicator.source.slug if self.indicator else None,
            figure.definition_version,
            self.source or None,
            self.source_url or None,
            figure.valid_from.replace(microsecond=0),
            change.get("kind"),
            parse_date(change.get("date") or ""),
            change.get("reason"),
            self.url,
            self.label_mark.language,
            parse_datetime(self.label_mark.older_since),
        )


def views_of(
    editions: Sequence[Any],
    language: str,
    request: HttpRequest | None = None,
    *,
    indicator: UUID | None = None,
    at_once: int = AT_ONCE,
) -> Iterator[FigureView]:
    """Yield the figures of public editions in the order of their pages; of one indicator if asked.

    `editions` are language versions whose readers have been let in. The queries are few for each
    `at_once` of them, whatever the number of figures.
    """
    every = Indicator.objects.select_related("locale").in_bulk()
    named = {
        each.translation_key: each
        for each in every.values()
        if each.locale.language_code == language
    }

    def indicator_of(key: int | None) -> IndicatorView | None:
        if (found := every.get(key or 0)) is None:
            return None
        own = named.get(found.translation_key, found)
        return IndicatorView([found, own], language)

    def label_of(edition: Any, figure: Node) -> tuple[str, Mark]:
        return _label(edition, figure, indicator_of(as_pk(figure.value.get("indicator"))))

    open_rows = oldest_first(Figure.objects.filter(valid_to=None))
    if indicator is not None:
        open_rows = open_rows.filter(indicator__translation_key=indicator)
    for start in range(0, len(editions), at_once):
        some = editions[start : start + at_once]
        keys = keys_on_record(some)
        rows = open_rows.filter(translation_key__in=keys.values())
        on_record = {(row.translation_key, str(row.block_id)): row for row in rows}
        streams = _streams_of(some)
        for edition in some:
            figures, changes = _said(streams[edition.pk])
            url = edition.get_full_url(request) or ""
            for block_id, node in figures.items():
                said = node.value
                row = on_record.get((keys[edition.pk], block_id))
                if row is not None:
                    whole = figures.get(str(row.whole_block_id))
                    label, mark = label_of(edition, node)
                    yield FigureView(
                        figure=row,
                        page=edition,
                        url=figure_address(url, language, block_id),
                        label=label or row.label,
                        label_mark=mark if label else Mark(row.language_code),
                        whole_label=label_of(edition, whole)[0]
                        if whole
                        else said.get("whole_label") or "",
                        source=said.get("source") or "",
                        source_url=said.get("source_url") or "",
                        note=said.get("note") or "",
                        indicator=indicator_of(row.indicator_id),
                        change=changes.get(block_id, {}),
                    )


def _label(edition: Any, figure: Node, indicator: IndicatorView | None) -> tuple[str, Mark]:
    """The label of a figure, else the name of its indicator, with the language that it is in."""
    if text := figure.value.get("label"):
        spoken, provenance = spoken_language(edition), provenance_of(edition)
        mark = provenance and provenance.mark_at(".".join((*figure.path, "label")), text)
        return text, replace(mark, language=mark.language or spoken) if mark else Mark(spoken)
    if indicator is None:
        return "", Mark()
    name = indicator.texts["name"]
    return name.text, Mark(name.language or indicator.language)


def keys_on_record(editions: Iterable[Any]) -> dict[int, UUID]:
    """Return the keys under which the editions are recorded; an alias has its original's."""
    aliases = {each.alias_of_id for each in editions} - {None}
    keys = Page.objects.filter(pk__in=aliases).values_list("pk", "translation_key")
    originals = dict(keys) if aliases else {}
    return {each.pk: originals.get(each.alias_of_id, each.translation_key) for each in editions}


def _streams_of(editions: Iterable[Any]) -> dict[int, Any]:
    """The editions by key with nothing but their streams; one query for each type of page."""
    editions = list(editions)
    found: dict[int, Any] = {}
    for model in {type(edition) for edition in editions}:
        names = [field.name for field in streams_of(model)]
        keys = [edition.pk for edition in editions if type(edition) is model]
        found |= model._base_manager.only(*names).in_bulk(keys)
    return found


def load_changes(editions: Iterable[Any]) -> None:
    """Fetch the changes, which lists of editions have deferred, in one query for each type of page."""
    by_type: dict[type[Any], dict[int, Any]] = {}
    for edition in editions:
        if hasattr(type(edition), FIELD):
            by_type.setdefault(type(edition), {})[edition.pk] = edition
    for model, own in by_type.items():
        for pk, changes in model._base_manager.filter(pk__in=own).values_list("pk", FIELD):
            setattr(own[pk], FIELD, changes)


def _said(edition: Any) -> tuple[dict[str, Node], dict[str, dict[str, Any]]]:
    """The figures and their newest changes as they are stored, by the id of the figure."""
    figures: dict[str, Node] = {}
    changes: dict[str, dict[str, Any]] = {}
    for stream in streams_of(type(edition)):
        items = stored_items(getattr(edition, stream.name))
        for node in walk(stream.stream_block, items, (stream.name,)):
            if isinstance(node.block, StatBlock):
                figures[node.identity] = node
            elif isinstance(node.block, FigureChangeBlock) and node.value:
                changes[node.value.get("figure") or ""] = node.value
    return figures, changes
