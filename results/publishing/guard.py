"""The guard in front of what the public sees.

It stands where a row is written (`pre_save`, `post_save`, `pre_delete`), inside the transaction
that Wagtail has opened for the page: the one place through which the page editor, bulk actions,
workflow, schedule, both publishing routes of API v3, translation, expiry, moving and the shell all
go. There the page has the slug and the path that will be written, which `Page.save()` may only
just have made up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils import timezone

from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from ..compat import (
    COPY,
    CREATE_ALIAS,
    DESCENDANT_PATHS,
    PUBLISH,
    RESTRICT,
    UNPUBLISH,
)
from ..context import during, fetching_once
from ..issues import Refused
from .mixin import PublishingMixin, clean_before_save, clean_texts, is_guarded, written_fields
from .models import Kind
from .people import as_user, is_system, refusals_of
from .steps import content_types, guarded_models, record

BEFORE_DELETE = "results.publishing.before_delete"
# The path of the page that the publication in progress has locked already.
_locked_below: ContextVar[str] = ContextVar("locked_below", default="")


def connect() -> None:
    """Put the guard in its place; called once, when Django is ready.

    A refused page leaves nothing behind of the tree that is copied: Wagtail copies page by page, each
    in a transaction of its own, and the page that is copied need not be one of ours. The admin, API v3
    and programs make these very actions.
    """
    pre_save.connect(before_save, dispatch_uid="results.publishing.before_save")
    post_save.connect(after_save, dispatch_uid="results.publishing.after_save")
    for model in guarded_models():
        # Of each type alone: while all models have a receiver, Django fetches whatever it deletes.
        pre_delete.connect(before_delete, sender=model, dispatch_uid=BEFORE_DELETE)
    DESCENDANT_PATHS.apply(_recording_moves)
    for model in (get_image_model(), get_document_model()):
        # Readers see their texts, too.
        name = f"results.publishing.changes.{model.__name__}"
        pre_save.connect(clean_before_save, sender=model, dispatch_uid=name)
    # A restriction is a row, and what the receivers of `steps` write: both, or neither.
    for action in (COPY, CREATE_ALIAS, RESTRICT):
        action.apply(transaction.atomic)
    PUBLISH.apply(_by_its_person)
    UNPUBLISH.apply(_in_its_turn)


def _by_its_person(execute: Callable[..., Any]) -> Callable[..., Any]:
    def publish(action: Any, *args: Any, **options: Any) -> Any:
        page = action.object
        with as_user(action.user), _transaction_for(page):
            if not isinstance(page, PublishingMixin):
                return execute(action, *args, **options)
            page.results_checked = getattr(action.revision, "results_checked", None)
            lock_parent(page)
            is_later = page.go_live_at and page.go_live_at > timezone.now()
            if is_later and (refusals := page.get_refusals_to_schedule()):
                raise Refused(refusals, page)
            with during(_locked_below, _parent_path(page)):
                return execute(action, *args, **options)

    return publish


def _in_its_turn(execute: Callable[..., Any]) -> Callable[..., Any]:
    def unpublish(action: Any, *args: Any, **options: Any) -> Any:
        with _transaction_for(action.object):
            if is_guarded(action.object):
                lock_parent(action.object)
            return execute(action, *args, **options)

    return unpublish


def _transaction_for(page: Any) -> AbstractContextManager[None]:
    """Return a transaction; for a page that is not guarded nothing if there is one already."""
    if is_guarded(page) or not transaction.get_connection().in_atomic_block:
        return transaction.atomic()
    return nullcontext()


def _recording_moves(update: Callable[..., Any]) -> Callable[..., Any]:
    def update_paths(page: Any, old_url_path: str, new_url_path: str) -> None:
        below = Page.objects.filter(
            path__startswith=page.path,
            url_path__startswith=old_url_path,
            live=True,
            content_type__in=content_types(),
        )
        for each in below.exclude(pk=page.pk):
            old_path = each.url_path
            each.url_path = new_url_path + old_path[len(old_url_path) :]
            record(each, Kind.MOVED, old_url_path=old_path)
        update(page, old_url_path, new_url_path)

    return update_paths


def before_save(
    sender: type[Any], instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Clean the texts, raise Refused for what must not be written; else note what is to be recorded."""
    if raw or not isinstance(instance, Page) or not is_guarded(instance):
        return
    clean_texts(instance, update_fields)
    with fetching_once():
        instance.results_change = _permitted_change(instance, update_fields)


def after_save(
    sender: type[Any], instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Record what the save has changed of the page for the public."""
    change: Change | None = getattr(instance, "results_change", None)
    if change is None:
        return
    instance.results_change = None
    if change.kind is not None:
        record(
            # What was not written is in the row only.
            instance if update_fields is None else type(instance)._base_manager.get(pk=instance.pk),
            change.kind,
            old_url_path=change.old_url_path,
            revision_id=change.revision_id,
            joins=change.published_again and not change.content,
        )


def before_delete(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Record that a public page goes; those below it come here one by one."""
    if instance.live:
        record(instance, Kind.DELETED)


def lock_parent(page: Any) -> None:
    """Let one page at a time become public below the same parent, so that each sees the other.

    Asked once for each publication.

    Whoever wants a page or its revisions as well takes them after it, or two wait for each other.
    SQLite has no locks on rows; there the transaction itself is the lock.
    """
    if (path := _parent_path(page)) != _locked_below.get():
        list(Page.objects.filter(path=path).select_for_update().values_list("pk"))


def _parent_path(page: Any) -> str:
    return str(page.path[: -page.steplen])


def _permitted_change(instance: Any, update_fields: Iterable[str] | None) -> Change | None:
    written = written_fields(instance, update_fields)
    if not (SEEN & written.keys() or _changeable(written)):
        return None
    if instance.live:
        lock_parent(instance)
    content = None
    if update_fields is None and isinstance(instance, PublishingMixin):
        content = instance.read_content()
        instance.keep_published(content)
    change = change_of(instance, update_fields, content)
    if change.kind is Kind.UNPUBLISHED:
        # Of several who withdraw or publish the page at once each is to see what the others did.
        lock_parent(instance)
        change, content = change_of(instance, update_fields), None
    if change.goes_public:
        go_live_at = _as_written(instance, update_fields).go_live_at
        if go_live_at is not None and go_live_at > timezone.now():
            # Wagtail's create view makes a page live first, even if its time is to come, and takes
            # it back a moment later.
            instance.live = False
            change = change_of(instance, update_fields)
    if change.live and not instance.live:
        lock_parent(instance)
        content = None
    is_withdrawn = change.kind is Kind.UNPUBLISHED
    if change.is_asked or change.content or change.old_url_path or is_withdrawn:
        page = _as_written(instance, update_fields)
        content = content or page.read_content()
        _refuse(page, content, change)
        if is_withdrawn or (change.live and change.content) or change.goes_public:
            page.keep_what_was_public(content, is_withdrawn=is_withdrawn)
    return change


def _refuse(page: Any, content: Any, change: Change) -> None:
    refusals: list[Any] = []
    if change.is_asked or (change.content and change.live):
        refusals = refusals_of(page, content, publishing=True, goes_public=change.goes_public)
        if change.is_new and page.alias_of_id and not is_system():
            refusals.extend(page.get_conflicts())
    elif change.content:
        refusals = refusals_of(page, content, publishing=False)
    elif change.old_url_path:
        # Another address is refused only for the address: the page's content was there before.
        found = page.get_refusals(content, publishing=False)
        refusals = [each for each in found if each.field == "slug"]
        if change.kind is Kind.MOVED and not is_system():
            refusals.extend(page.get_conflicts())
    if refusals:
        raise Refused(refusals, page)


def _as_written(instance: Any, update_fields: Iterable[str] | None) -> Any:
    """Return the page with all its fields as the save will leave its row.

    A bare `Page` has but some of them, and a save need not write all that is in memory.
    """
    if isinstance(instance, PublishingMixin) and update_fields is None:
        return instance
    page = instance.specific_class._base_manager.get(pk=instance.pk)
    for name in written_fields(instance, update_fields):
        setattr(page, name, getattr(instance, name))
    return page


# Fields that an editor can change, or that Django does not mark as bookkeeping, and that are not
# what a visitor reads. Fields that are not editable never are.
NOT_CONTENT = frozenset(
    {
        "depth",
        "expire_at",
        "first_published_at",
        "go_live_at",
        "numchild",
        "owner_id",
        "path",
        "slug",
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
    is_new = {name: after[name] != row[name] for name in STATE}
    live = after["live"]
    content_changed = any(
        _has_changed(field, row[field.attname], getattr(page, field.attname))
        for field in changeable
    )
    kind = None
    if is_new["live"] and not live:
        kind = Kind.UNPUBLISHED
    elif live and (is_new["live"] or content_changed or is_new["last_published_at"]):
        kind = Kind.PUBLISHED
    elif live and is_new["url_path"]:
        kind = Kind.MOVED
    return Change(
        kind=kind,
        live=live,
        content=content_changed,
        goes_public=live and is_new["live"],
        published_again=live and row["live"] and is_new["last_published_at"],
        stands_alone=live and is_new["alias_of_id"] and after["alias_of_id"] is None,
        old_url_path=row["url_path"] if is_new["url_path"] else "",
        revision_id=after["live_revision_id"] if is_new["live_revision_id"] else None,
    )


def _changeable(written: Mapping[str, Any]) -> list[Any]:
    return [field for name, field in written.items() if field.editable and name not in NOT_CONTENT]


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
