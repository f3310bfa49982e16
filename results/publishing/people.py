"""Who acts, and what they may see."""

from __future__ import annotations

from contextlib import AbstractContextManager
from contextvars import ContextVar
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.log_actions import LogContext, get_active_log_context
from wagtail.models import Page, PageViewRestriction
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..context import during

if TYPE_CHECKING:
    from collections.abc import Iterable


_is_system: ContextVar[bool] = ContextVar("results_as_system", default=False)


def as_system() -> AbstractContextManager[None]:
    """Save as the system, which no editorial rule refuses; rules of safety hold nevertheless.

    Every step runs within it.
    """
    return during(_is_system, True)


def is_system() -> bool:
    """Whether the system acts right now."""
    return _is_system.get()


def as_user(user: Any) -> LogContext:
    """Save as this user, in Wagtail's log as well; None leaves it as it was."""
    active = get_active_log_context()
    context = LogContext(user or active.user, generate_uuid=False)
    context.uuid = active.uuid
    return context


def acting_user() -> Any:
    """Return the person who acts right now: the one who publishes, else who is logged in, or None."""
    user = get_active_log_context().user
    return user if user is not None and user.pk else None


_PLACES = ("page__path", "page__aliases__path", "page__aliases__aliases__path")


def holding_at(path: str) -> Q:
    """Return the condition that a restriction holds for the page at this path of the tree."""
    paths = [path[:end] for end in range(len(path), 0, -Page.steplen)]
    return reduce(or_, (Q(**{f"{place}__in": paths}) for place in _PLACES))


def holding_for(path: str) -> Q:
    """Return the condition that a restriction holds for the page whose path the outer query has."""
    above = (Q(**{place: Substr(OuterRef(path), 1, Length(place))}) for place in _PLACES)
    return reduce(or_, above)


READER: ContextVar[Any] = ContextVar("results_reader", default=None)
# Who may do one of these with a page sees it, with its draft.
ANY_RIGHT = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


def shown_to(user: Any) -> AbstractContextManager[None]:
    """Name pages as this user may see them; every screen of the admin is made within it."""
    return during(READER, user)


def titles_seen(keys: Iterable[int]) -> list[str]:
    """Return the titles of those of the pages that whoever reads may see, in order."""
    user = READER.get()
    pages = Page.objects.all() if user is None else visible_pages(user)
    found = pages.filter(pk__in=list(keys)).order_by("title", "pk")
    return list(found.values_list("title", flat=True))


def pages_of(user: Any, rights: Iterable[str] = ANY_RIGHT) -> Any:
    """Return the pages with which the user may do any of this."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(user, set(rights))


def visible_pages(user: Any, rights: Iterable[str] = ANY_RIGHT) -> Any:
    """Return those pages, and those that everybody may read: of the latter only what is published."""
    private = PageViewRestriction.objects.filter(holding_for("path"))
    public = Page.objects.filter(unexpired(), ~Exists(private), live=True)
    return Page.objects.filter(
        Q(pk__in=pages_of(user, rights).values("pk")) | Q(pk__in=public.values("pk"))
    )


def unexpired(page: str = "") -> Q:
    """Return the condition that a page's time is not over; `page` leads to it, such as "page__"."""
    field = f"{page}expire_at"
    return Q(**{field: None}) | Q(**{f"{field}__gt": timezone.now()})


def has_expired(page: Any) -> bool:
    """Whether the page's time is over, even if nobody has unpublished it yet."""
    return bool(page.expire_at and page.expire_at <= timezone.now())


def title_in_admin(page: Any, draft_title: str) -> str:
    """Return what whoever reads may know of a page's title: the draft's, the published one, or none."""
    user, policy = READER.get(), PagePermissionPolicy()
    if (
        user is None
        or not page.pk
        or policy.user_has_any_permission_for_instance(user, ANY_RIGHT, page)
    ):
        return draft_title
    private = PageViewRestriction.objects.filter(holding_at(page.path))
    is_public = page.live and not has_expired(page) and not private.exists()
    # The latter leads to a page of the user's.
    if is_public or policy.explorable_instances(user).filter(pk=page.pk).exists():
        return str(page.title)
    return _("A page that you may not see")
