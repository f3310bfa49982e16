"""Refresh the strings of a source in a few queries.

wagtail-localize takes two or three queries for each string, more than a thousand for a long
edition. Here the same rows are written all at once.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from django.core.serializers.json import DjangoJSONEncoder

from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from ...sync.comparing import by_item


@dataclass(frozen=True, slots=True)
class Text:
    """One string in its place: its pk (0 of a page's own), its data, and the attributes of its tags."""

    string_id: int
    data: str
    attrs: dict[str, Any]


@dataclass
class Change:
    """A source before and after a refresh, by path; replaceable values as stored."""

    before: dict[str, list[Text]]
    replaceables_before: dict[str, Any]
    contexts: dict[str, Any]
    after: dict[str, list[Text]] = field(default_factory=dict)

    @cached_property
    def moving(self) -> dict[str, list[Text]]:
        """The source before, by what of each path moves with its item."""
        return by_item(self.before)

    @property
    def new_strings(self) -> set[int]:
        """The keys of the strings that are in a place where they were not before."""
        before, after = (
            {(path, text.string_id) for path, texts in state.items() for text in texts}
            for state in (self.before, self.after)
        )
        return {key for _path, key in after - before}


def refresh_segments(source: TranslationSource, instance: Any) -> Change:
    """Update the source's segments to those of `instance`, and return what has changed.

    The result and the rows are those of `TranslationSource.refresh_segments`.
    """
    values = extract_segments(instance)
    contexts = _contexts(source, instance, values)
    models = (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment)
    kinds: dict[type[Any], list[dict[str, Any]]] = {model: [] for model in models}
    stored = {model: list(_rows_of(model, source)) for model in models}
    change = Change(
        before=_texts(stored[StringSegment]),
        replaceables_before={each.context.path: each.data for each in stored[OverridableSegment]},
        contexts=contexts,
    )
    strings = _strings(source, values)
    templates = _templates(values)
    _register_snippets(values, {each.object_id for each in stored[RelatedObjectSegment]})
    for value in values:
        place = {"context_id": contexts[value.path].pk, "order": value.order}
        if isinstance(value, TemplateSegmentValue):
            template = templates[_template_key(value)]
            kinds[TemplateSegment].append({**place, "template_id": template.pk})
        elif isinstance(value, RelatedObjectSegmentValue):
            kinds[RelatedObjectSegment].append({**place, "object_id": value.translation_key})
        elif isinstance(value, OverridableSegmentValue):
            data = json.dumps(value.data, cls=DjangoJSONEncoder)
            kinds[OverridableSegment].append({**place, "data_json": data})
        else:
            string = strings[value.string.data]
            attrs = json.dumps(value.attrs, cls=DjangoJSONEncoder)
            kinds[StringSegment].append({**place, "string_id": string.pk, "attrs": attrs})
            change.after.setdefault(value.path, []).append(
                Text(string.pk, string.data, value.attrs or {})
            )
    for model, rows in kinds.items():
        _store(model, source, rows, stored[model])
    return change


def _rows_of(model: Any, source: TranslationSource) -> Any:
    related = ("context", "string") if model is StringSegment else ("context",)
    return model.objects.filter(source=source).select_related(*related).order_by("order", "pk")


def texts_of(source: TranslationSource) -> dict[str, list[Text]]:
    """Return the stored strings of a source by path, in order."""
    return _texts(_rows_of(StringSegment, source))


def _texts(rows: Iterable[StringSegment]) -> dict[str, list[Text]]:
    found: dict[str, list[Text]] = {}
    for row in rows:
        text = Text(row.string_id, row.string.data, json.loads(row.attrs or "{}") or {})
        found.setdefault(row.context.path, []).append(text)
    return found


def texts_on(page: Any) -> dict[str, list[Text]]:
    """Return the texts of a page by path, in order."""
    return {
        path: [Text(0, each.string.data, each.attrs or {}) for each in found]
        for path, segments in by_path(extract_segments(page)).items()
        if (found := [each for each in segments if isinstance(each, StringSegmentValue)])
    }


def by_path(segments: Iterable[Any]) -> dict[str, list[Any]]:
    """Return segments by their path, in order."""
    found: dict[str, list[Any]] = {}
    for segment in segments:
        found.setdefault(segment.path, []).append(segment)
    return found


def _contexts(source: TranslationSource, instance: Any, values: list[Any]) -> dict[str, Any]:
    contexts = TranslationContext.objects.filter(object_id=source.object_id)
    known = {context.path: context for context in contexts if context.field_path}
    new = []
    for path in {value.path for value in values} - known.keys():
        context = TranslationContext(
            object_id=source.object_id, path=path, path_id=TranslationContext._get_path_id(path)
        )
        # To find the path by block names, wagtail-localize would save each row.
        context.save = lambda **_options: None
        context.get_field_path(instance)
        new.append(context)
    if new:
        TranslationContext.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["object", "path_id"],
            update_fields=["field_path"],
        )
        known = {context.path: context for context in contexts.all()}
    return known


def _strings(source: TranslationSource, values: list[Any]) -> dict[str, Any]:
    texts = {value.string.data for value in values if isinstance(value, StringSegmentValue)}
    by_hash = {String._get_data_hash(text): text for text in texts}
    stored = String.objects.filter(locale_id=source.locale_id, data_hash__in=list(by_hash))
    known = {string.data_hash for string in stored}
    missing = [
        String(locale_id=source.locale_id, data=text, data_hash=key)
        for key, text in by_hash.items()
        if key not in known
    ]
    if missing:
        String.objects.bulk_create(missing, ignore_conflicts=True)
        stored = stored.all()
    return {by_hash[string.data_hash]: string for string in stored}


def _templates(values: list[Any]) -> dict[UUID, Template]:
    wanted = {_template_key(one): one for one in values if isinstance(one, TemplateSegmentValue)}
    known = {template.uuid: template for template in Template.objects.filter(uuid__in=wanted)}
    return {key: known.get(key) or Template.from_value(value) for key, value in wanted.items()}


def _template_key(value: TemplateSegmentValue) -> UUID:
    """Return the UUID by which wagtail-localize knows the template."""
    return uuid5(uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template)


def _register_snippets(values: list[Any], known: set[UUID]) -> None:
    """Make the rows by which wagtail-localize knows the snippets; their key is the translation key."""
    types = {
        value.translation_key: value.content_type
        for value in values
        if isinstance(value, RelatedObjectSegmentValue)
    }
    new = types.keys() - known
    rows = [TranslatableObject(translation_key=key, content_type=types[key]) for key in new]
    TranslatableObject.objects.bulk_create(rows, ignore_conflicts=True)


def _store(
    model: type[Any], source: TranslationSource, rows: list[dict[str, Any]], stored: list[Any]
) -> None:
    """Replace the rows of one kind of segment, keeping the pks of those that stay."""
    free: dict[Any, list[Any]] = defaultdict(list)
    for segment in stored:
        free[_identity(segment)].append(segment)
    new, moved = [], []
    for row in rows:
        wanted = model(source=source, **row)
        same = free[_identity(wanted)]
        if not same:
            new.append(wanted)
        elif (segment := same.pop(0)).order != wanted.order:
            segment.order = wanted.order
            moved.append(segment)
    gone = [segment.pk for segments in free.values() for segment in segments]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    model._default_manager.bulk_update(moved, ["order"])
    model._default_manager.bulk_create(new)


def _identity(segment: Any) -> tuple[Any, ...]:
    names = ("context_id", "string_id", "template_id", "object_id", "attrs", "data_json")
    return tuple(getattr(segment, name, None) for name in names)
