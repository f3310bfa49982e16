"""What a save changes for the public, and how its texts are cleaned."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from ..characters import cleaned
from .models import Kind

if TYPE_CHECKING:
    from django.db.models import Field

# Fields that an editor can change, or that Django does not mark as bookkeeping, and that are not
# what a visitor reads. Fields that are not editable never are.
NOT_CONTENT = frozenset(
    {
        "depth",
        "draft_title",
        "expire_at",
        "first_published_at",
        "go_live_at",
        "last_published_at",
        "latest_revision_created_at",
        "numchild",
        "owner_id",
        "path",
        "slug",
        "url_path",
    }
)
STATE = ("live", "url_path", "last_published_at", "live_revision_id", "alias_of_id")
# A save that writes none of these and no content is mere bookkeeping.
SEEN = frozenset({"live", "url_path", "last_published_at", "alias_of_id"})


@dataclass(frozen=True, slots=True)
class Change:
    """What a save changes. `kind` is None for a change that the public does not see.

    `live` tells whether the page is public afterwards, `stands_alone` whether it was a public alias
    and is now a page of its own.
    """

    kind: Kind | None = None
    is_new: bool = False
    live: bool = False
    content: bool = False
    goes_public: bool = False
    published_again: bool = False
    stands_alone: bool = False
    old_url_path: str = ""
    revision_id: int | None = None

    @property
    def is_asked(self) -> bool:
        """Whether somebody publishes the page, so that the rules of publishing are asked."""
        return self.goes_public or self.published_again or self.stands_alone


def change_of(page: Any, update_fields: Iterable[str] | None, content: Any = None) -> Change:
    """Compare the page in memory with its row.

    `update_fields` are the names that the save writes, None for all of them. The row is that of the
    content, if the page has been read, or asked for in one query.
    """
    written = written_fields(page, update_fields)
    changeable = _changeable(written)
    row: dict[str, Any] | None = None
    if not page._state.adding:
        names = {*STATE, *(field.attname for field in changeable)}
        if not hasattr(content, "row"):
            row = type(page)._base_manager.filter(pk=page.pk).values(*names).first()
        elif content.row is not None:
            row = {name: getattr(content.row, name) for name in names}
    if row is None:
        # It has no revision yet, whatever it says: a copy names that of its source.
        return Change(
            kind=Kind.PUBLISHED if page.live else None,
            is_new=True,
            live=page.live,
            content=True,
            goes_public=page.live,
        )
    after = {name: getattr(page, name) if name in written else row[name] for name in STATE}
    content_changed = any(
        _has_changed(field, row[field.attname], getattr(page, field.attname))
        for field in changeable
    )
    return _compare(row, after, content_changed)


def is_bookkeeping(written: Mapping[str, Any]) -> bool:
    """Whether a save writes nothing that the public sees; see `written_fields`."""
    return not (SEEN & written.keys() or _changeable(written))


def _changeable(written: Mapping[str, Any]) -> list[Any]:
    return [field for name, field in written.items() if field.editable and name not in NOT_CONTENT]


def _compare(row: dict[str, Any], after: dict[str, Any], content_changed: bool) -> Change:
    moved = row["url_path"] != after["url_path"]
    again = row["last_published_at"] != after["last_published_at"]
    kind = None
    if row["live"] and not after["live"]:
        kind = Kind.UNPUBLISHED
    elif after["live"] and (not row["live"] or content_changed or again):
        kind = Kind.PUBLISHED
    elif after["live"] and moved:
        kind = Kind.MOVED
    has_new_revision = row["live_revision_id"] != after["live_revision_id"]
    return Change(
        kind=kind,
        live=after["live"],
        content=content_changed,
        goes_public=after["live"] and not row["live"],
        published_again=after["live"] and row["live"] and again,
        stands_alone=bool(
            after["live"] and row["alias_of_id"] is not None and after["alias_of_id"] is None
        ),
        old_url_path=row["url_path"] if moved else "",
        revision_id=after["live_revision_id"] if has_new_revision else None,
    )


def written_fields(page: Any, update_fields: Iterable[str] | None) -> dict[str, Field[Any, Any]]:
    """Return the fields that the save writes, by the name of their attribute."""
    names = None if update_fields is None else set(update_fields)
    return {
        field.attname: field
        for field in page._meta.concrete_fields
        if names is None or names & {field.name, field.attname}
    }


def _has_changed(field: Any, before: Any, after: Any) -> bool:
    known, plain = _plain(field, before), _plain(field, after)
    if known == plain:
        return False
    if not isinstance(field, StreamField) or getattr(after, "read_json", None) != known:
        return True
    # Blocks that were built to be read are written back with their defaults, which is no change.
    built = StreamValue(field.stream_block, known, is_lazy=True)
    list(built)
    same = zip(known, _plain(field, built), strict=True)
    return len(plain) != len(known) or any(
        item not in pair for item, pair in zip(plain, same, strict=True)
    )


def _plain(field: Any, value: Any) -> Any:
    """Return a form that compares equal whether or not the value's blocks have been built."""
    if isinstance(field, StreamField):
        raw = field.stream_block.get_prep_value(field.to_python(value))
        return json.loads(json.dumps(raw, cls=DjangoJSONEncoder))
    return field.get_prep_value(value)


def clean_before_save(
    sender: type[Any], instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Clean what the save writes, unless it is a fixture."""
    if not raw:
        clean_texts(instance, update_fields)


def clean_texts(instance: Any, update_fields: Iterable[str] | None = None) -> None:
    """Clean the texts that a save writes, in memory."""
    for name in written_fields(instance, update_fields):
        value = getattr(instance, name)
        if isinstance(value, str):
            setattr(instance, name, cleaned(value))
