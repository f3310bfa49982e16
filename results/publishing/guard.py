"""The guard in front of what the public sees.

It stands where a row is written (`pre_save`, `post_save`, `pre_delete`), inside the transaction
that Wagtail has opened for the page: the one place through which the page editor, bulk actions,
workflow, schedule, both publishing routes of API v3, translation, expiry, moving and the shell all
go. There the page has the slug and the path that will be written, which `Page.save()` may only
just have made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils import timezone

from wagtail.documents import get_document_model
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
from .changes import (
    Change,
    change_of,
    clean_before_save,
    clean_texts,
    is_bookkeeping,
    written_fields,
)
from .mixin import PublishingMixin
from .models import Kind
from .people import as_user, is_system
from .refusals import Refused, refusals_of
from .steps import content_types, guarded_models, record

if TYPE_CHECKING:
    Base = models.ForeignKey[Any, Any]
else:
    Base = object

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
            if page.go_live_at and page.go_live_at > timezone.now():
                found = () if page.live else page.get_refusals_to_go_public()
                if refusals := [*page.get_refusals_to_schedule(), *found]:
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
        for each in _moved_below(page, old_url_path, new_url_path):
            old_path, each.url_path = each.url_path, each.new_url_path
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


def is_guarded(page: Any) -> bool:
    """Whether the page, perhaps in the form of a bare `Page`, is of a type with the mixin."""
    return issubclass(page.specific_class or type(page), PublishingMixin)


def _permitted_change(instance: Any, update_fields: Iterable[str] | None) -> Change | None:
    if is_bookkeeping(written_fields(instance, update_fields)):
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


def _moved_below(page: Any, old_url_path: str, new_url_path: str) -> QuerySet[Any]:
    """Return the public pages below whose path changes too, with the new one as `new_url_path`."""
    return (
        Page.objects.filter(
            path__startswith=page.path,
            url_path__startswith=old_url_path,
            live=True,
            content_type__in=content_types(),
        )
        .exclude(pk=page.pk)
        .annotate(
            new_url_path=Concat(Value(new_url_path), Substr(F("url_path"), len(old_url_path) + 1))
        )
    )


class _GuardedMixin(Base):
    """Leads to guarded pages only, or to their revisions. Migrations know the ordinary key.

    The deletion of any other page does not ask for such rows.
    """

    def __init__(self, to: Any, on_delete: Callable[..., None], **kwargs: Any) -> None:
        super().__init__(to, _where_guarded(on_delete), **kwargs)
        self._on_delete = on_delete

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        kwargs["on_delete"] = self._on_delete
        kind = type(self).__name__.removeprefix("Guarded")
        return name, f"django.db.models.{kind}", args, kwargs


class GuardedForeignKey(_GuardedMixin, models.ForeignKey):  # type: ignore[type-arg]
    """A `ForeignKey` to a guarded page or to a revision of one."""


class GuardedOneToOneField(_GuardedMixin, models.OneToOneField):  # type: ignore[type-arg]
    """A `OneToOneField` to a guarded page or to a revision of one."""


def page_link() -> GuardedOneToOneField:
    """Return the link from a guarded page type to `Page`, otherwise as Django makes it."""
    return GuardedOneToOneField(
        Page, models.CASCADE, auto_created=True, parent_link=True, primary_key=True, serialize=False
    )


def _where_guarded(on_delete: Callable[..., None]) -> Callable[..., None]:
    def follow(collector: Any, field: Any, sub_objs: Any, using: str) -> None:
        collected = collector.data.items()
        pages = [page for model, rows in collected if issubclass(model, Page) for page in rows]
        # A revision can be deleted without its page.
        if not pages or any(map(is_guarded, pages)):
            on_delete(collector, field, sub_objs, using)

    # Django asks for no rows before it calls this.
    follow.lazy_sub_objs = True  # type: ignore[attr-defined]
    return follow
