"""Find the language versions of a page, plan what an act on pages means for them, do it, and tell the user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.log_actions import LogContext
from wagtail.models import Page, ReferenceIndex

from ...publishing.mixin import is_guarded
from ...publishing.people import title_in_admin
from ...publishing.steps import content_types
from ...record.models import source_first
from ..saving import listed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from django_stubs_ext import StrOrPromise


def versions_of(pages: Iterable[Any]) -> dict[int, list[Page]]:
    """Return the other language versions of each source among the pages, by its pk.

    Other pages, and those that are not of our types, have no entry. One query.
    """
    ours = {page.pk: page for page in pages if is_guarded(page)}
    if not ours:
        return {}
    keys = {page.translation_key for page in ours.values()}
    found = source_first(Page.objects.filter(translation_key__in=keys))
    by_key: dict[Any, list[Page]] = defaultdict(list)
    for page in found.select_related("locale", "content_type"):
        by_key[page.translation_key].append(page)
    versions = {}
    for family in by_key.values():
        source = next((page for page in family if not page.alias_of_id), None)
        if source is not None and source.pk in ours and len(family) > 1:
            others = [page for page in family if page.pk != source.pk]
            versions[source.pk] = sorted(others, key=lambda page: page.path)
    return versions


class Act(Enum):
    """An act on a source and its language versions, under the name of Wagtail's bulk action."""

    UNPUBLISH = "unpublish"
    MOVE = "move"
    DELETE = "delete"


@dataclass(slots=True)
class Plan:
    """Versions that follow, versions that stay, and reasons to refuse the whole act."""

    act: Act
    destination: Any = None
    follows: list[Page] = field(default_factory=list)
    stays: list[Page] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def plan(
    act: Act, pages: Iterable[Any], user: Any, *, destination: Any = None, below: bool = False
) -> Plan:
    """Plan `act` for the pages and, with `below`, for the public pages below them.

    The user needs the right to do it to every version that follows.
    """
    made = Plan(act, destination)
    concerned = _concerned(act, pages, user, below=below)
    for source, version in following(act, concerned):
        # What lies below a page that is deleted goes with it.
        if act is Act.DELETE and any(version.is_descendant_of(top) for top in made.follows):
            continue
        place = destination and destination.get_translation_or_none(version.locale)
        if destination and not (place and _is_beside(version, source)):
            made.stays.append(version)
        elif refusal := _refusal(act, version, place, user):
            made.reasons.append(refusal)
        else:
            made.follows.append(version)
    return made


def named(page: Any) -> str:
    """Return the page's title and language for a message."""
    return _("“%(title)s” (%(language)s)") % {
        "title": title_in_admin(page, page.get_admin_display_title()),
        "language": page.locale.get_display_name(),
    }


def guarded_below(page: Any) -> Any:
    """Return the pages below that are of types with language versions of ours; for queries."""
    return page.get_descendants().filter(content_type__in=content_types())


def _concerned(act: Act, pages: Iterable[Any], user: Any, *, below: bool) -> list[Any]:
    concerned = {}
    for page in pages:
        concerned[page.pk] = page
        for each in guarded_below(page) if below or act is Act.DELETE else ():
            if act is Act.DELETE or (each.live and each.permissions_for_user(user).can_unpublish()):
                concerned[each.pk] = each
    return list(concerned.values())


def following(act: Act, pages: list[Any]) -> Iterator[tuple[Any, Page]]:
    """Yield each version that follows and is not among the pages with its source, the highest first."""
    known = {page.pk: page for page in pages}
    pairs = [(known[pk], each) for pk, found in versions_of(pages).items() for each in found]
    for source, version in sorted(pairs, key=lambda pair: pair[1].depth):
        # Wagtail itself unpublishes aliases with their original.
        is_left = act is Act.UNPUBLISH and (version.alias_of_id or not version.live)
        if not is_left and version.pk not in known:
            yield source, version


def _is_beside(version: Page, source: Any) -> bool:
    """Whether the version lies where the source does, in its language."""
    return bool(version.get_parent().translation_key == source.get_parent().translation_key)


def _refusal(act: Act, version: Page, place: Any, user: Any) -> str:
    """Why the act is not done to a version, which would move to `place`; "" if it is."""
    tester, names = version.permissions_for_user(user), {"page": named(version)}
    if act is Act.UNPUBLISH:
        return "" if tester.can_unpublish() else _("You may not unpublish %(page)s.") % names
    if act is Act.DELETE:
        if ReferenceIndex.get_references_to(version).group_by_source_object().is_protected:
            return _("%(page)s is in use and cannot be deleted.") % names
        return "" if tester.can_delete() else _("You may not delete %(page)s.") % names
    if place is None:
        # Nobody has said yet where to.
        return ""
    names["parent"] = named(place)
    if not tester.can_move_to(place):
        return _("You may not move %(page)s to %(parent)s.") % names
    if not Page._slug_is_available(version.slug, place, page=version):
        return _("%(page)s cannot move: below %(parent)s there is a page with its slug.") % names
    return ""


BEFOREHAND = {
    Act.UNPUBLISH: gettext_lazy("These language versions will be unpublished too:"),
    Act.MOVE: gettext_lazy("These language versions will move too:"),
    Act.DELETE: gettext_lazy("These language versions will be deleted too:"),
}


def perform(plan: Plan, user: Any) -> None:
    """Do to each version that follows what Wagtail has not done to it yet.

    Call it in the transaction of the act itself; raises Refused for a version that must not move.
    """
    for page in Page.objects.filter(pk__in=[version.pk for version in plan.follows]):
        action: Any = None
        if plan.act is Act.DELETE:
            action = DeletePageAction(page, user=user)
        elif plan.act is Act.UNPUBLISH and page.live:
            action = UnpublishPageAction(page, user=user)
        elif plan.act is Act.MOVE:
            destination = plan.destination.get_translation_or_none(page.locale)
            if destination is not None and not page.is_child_of(destination):
                action = MovePageAction(page, destination, pos="last-child", user=user)
        if action is not None:
            # One each: Wagtail's history shows one page's entry for each context and action.
            with LogContext(user=user):
                action.execute(skip_permission_checks=True)


def refuse(request: HttpRequest, plan: Plan) -> None:
    text = _("Nothing was done, since the other languages of the page would follow it:")
    messages.error(request, listed(text, plan.reasons))


def show_plan(request: HttpRequest, plan: Plan) -> None:
    """Tell the user which language versions will follow, and which will not."""
    if plan.follows:
        messages.info(request, _names(BEFOREHAND[plan.act], plan.follows))
    if plan.stays:
        text = _("These stay where they are, since there is no such place in their language:")
        messages.warning(request, _names(text, plan.stays))


def show_outcome(request: HttpRequest, plan: Plan) -> None:
    """Tell the user which language versions have followed, and which have not."""
    if plan.follows:
        messages.success(request, _names(_("This was also done to:"), plan.follows))
    if plan.stays:
        messages.warning(request, _names(_("These stayed where they were:"), plan.stays))


def _names(text: StrOrPromise, pages: list[Page]) -> SafeString:
    return listed(text, map(named, pages))
