"""Keys of rows that go with a guarded page; the deletion of any other page does not ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from wagtail.models import Page

from .guard import is_guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    Base = models.ForeignKey[Any, Any]
else:
    Base = object


class _GuardedMixin(Base):
    """Leads to guarded pages only, or to their revisions. Migrations know the ordinary key."""

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
