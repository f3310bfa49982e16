"""Who acts, what they may see, and what refuses a page to them."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import LogContext, get_active_log_context
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..context import during
from ..issues import Issue, Refused

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


def paths_above(path: str) -> list[str]:
    """Return the paths of the page at this path of the tree and of those above it; of nowhere [""]."""
    return [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)] or [""]


def holding_at(paths: Sequence[str]) -> Q:
    """Return the condition that a restriction holds by itself at one of these paths of the tree."""
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


PUBLIC, OPEN = "results_is_public", "results_is_open"


def without_private(pages: QuerySet[Any]) -> Any:
    """Filter out pages that are private, or below a private one or an alias of one.

    As Wagtail lets visitors in, and not as its `public()` has it, which passes over aliases.
    """
    return pages.filter(_is_public())


def with_publicity(pages: QuerySet[Any]) -> Any:
    """Annotate whether everybody may read the page once it is live."""
    return pages.annotate(**{PUBLIC: _is_public()})


def with_openness(pages: QuerySet[Any]) -> Any:
    """Annotate whether Wagtail surely lets everybody in.

    That is not sure while a private page has an alias anywhere: Wagtail follows aliases of aliases.
    """
    aliased = Q(page__aliases__isnull=False)
    found = PageViewRestriction.objects.filter(holding_for("path") | aliased)
    return pages.annotate(**{OPEN: ~Exists(found)})


def _is_public() -> Combinable:
    return ~Exists(PageViewRestriction.objects.filter(holding_for("path")))


def is_public(page: Any) -> bool:
    """Whether everybody may read the page; one query, none where `with_publicity` has asked."""
    if PUBLIC in page.__dict__:
        return bool(page.__dict__[PUBLIC])
    return not PageViewRestriction.objects.filter(holding_at(paths_above(page.path))).exists()


def still_private(source: Any, versions: Iterable[int]) -> set[int]:
    """Return which of the language versions, by key, are private by themselves while the source is not."""
    found = PageViewRestriction.objects.filter(page__in=versions).values_list("page_id", flat=True)
    keys = set(found)
    return keys if keys and is_public(source) else set()


def title_in_admin(page: Any, draft_title: str) -> str:
    """Return what whoever reads may know of a page's title: the draft's, the published one, or none."""
    user, policy = READER.get(), PagePermissionPolicy()
    if (
        user is None
        or not page.pk
        or policy.user_has_any_permission_for_instance(user, ANY_RIGHT, page)
    ):
        return draft_title
    private = PageViewRestriction.objects.filter(holding_at(paths_above(page.path)))
    is_public = page.live and not has_expired(page) and not private.exists()
    # The latter leads to a page of the user's.
    if is_public or policy.explorable_instances(user).filter(pk=page.pk).exists():
        return str(page.title)
    return str(_("A page that you may not see"))


def refusals_of(
    page: Any, content: Any = None, *, publishing: bool, goes_public: bool = False
) -> list[Issue]:
    """Ask the page, as it stands in memory, what refuses it; `content` is its, if it has been read.

    `goes_public` says that readers do not see it yet, and will.

    The rules of publishing hold when a person publishes; what the system does, and an alias, which
    follows a source that has been asked already, must be safe only. The guard asks an alias for its
    conflicts when it is made or moved. When its source is published with a period that a sibling of
    the alias has, the alias follows nevertheless: Wagtail keeps no alias behind its source, and
    whoever publishes the source is not to be stopped by a page elsewhere, nor lose one there.
    """
    editorial = publishing and not is_system() and not page.alias_of_id
    asked = {"publishing": editorial, "goes_public": editorial and goes_public}
    return list(page.get_refusals(content, **asked))


def refusals_to_publish(page: Any, revision: Revision | None = None) -> list[Issue]:
    """Ask a revision, by default the latest, or the page without any, what refuses publishing it."""
    revision = revision or page.get_latest_revision()
    try:
        latest = revision.as_object() if revision else page.specific
    except Refused as error:
        return list(error.refusals)
    goes_public, latest.live = not latest.live, True
    return refusals_of(latest, publishing=True, goes_public=goes_public)


def publishes(data: Mapping[str, Any], page: Any, parent: Any = None) -> bool:
    """Whether the button in the page editor's form leads to the page being published.

    That is "Publish", also for a set time; the approval of a workflow's last task; and the
    submission to a workflow that has no task. `parent` is that of a page which is not saved yet.
    """
    if data.get("action-publish"):
        return True
    if data.get("action-workflow-action"):
        state = page.current_workflow_state if page.pk else None
        is_approval = data.get("workflow-action-name") == "approve"
        return bool(is_approval and state and state.is_at_final_task)
    if data.get("action-submit") or data.get("action-restart-workflow"):
        place = page if page.pk else parent
        workflow = place.get_workflow() if place else None
        return workflow is not None and not workflow.tasks.filter(active=True).exists()
    return False
