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
    if act is Act.MOVE:
        _plan_moves(made, list(pages), user)
        return made
    for version in _following(act, _concerned(act, pages, user, below=below)):
        # What lies below a page that is deleted goes with it.
        if act is Act.UNPUBLISH or not any(version.is_descendant_of(top) for top in made.follows):
            _add(made, version, user)
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


def _following(act: Act, pages: list[Any]) -> Iterator[Page]:
    """Yield the versions that follow and are not among the pages, the highest first."""
    done = {page.pk for page in pages}
    versions = [each for found in versions_of(pages).values() for each in found]
    for version in sorted(versions, key=lambda page: page.depth):
        # Wagtail itself unpublishes aliases with their original.
        is_left = act is Act.UNPUBLISH and (version.alias_of_id or not version.live)
        if not is_left and version.pk not in done:
            yield version


def _add(made: Plan, version: Page, user: Any) -> None:
    tester = version.permissions_for_user(user)
    if made.act is Act.UNPUBLISH:
        is_allowed, refusal = tester.can_unpublish(), _("You may not unpublish %(page)s.")
    else:
        is_allowed, refusal = tester.can_delete(), _("You may not delete %(page)s.")
        if ReferenceIndex.get_references_to(version).group_by_source_object().is_protected:
            is_allowed, refusal = False, _("%(page)s is in use and cannot be deleted.")
    if is_allowed:
        made.follows.append(version)
    else:
        made.reasons.append(refusal % {"page": named(version)})


def _plan_moves(made: Plan, pages: list[Any], user: Any) -> None:
    if made.destination is None:
        made.follows.extend(_following(Act.MOVE, pages))
        return
    sources = versions_of(pages)
    homes = {page.translation_key: page.get_parent() for page in pages if page.pk in sources}
    for version in _following(Act.MOVE, pages):
        home = homes[version.translation_key]
        destination = made.destination.get_translation_or_none(version.locale)
        if destination is None or version.get_parent().translation_key != home.translation_key:
            made.stays.append(version)
        elif not version.permissions_for_user(user).can_move_to(destination):
            made.reasons.append(
                _("You may not move %(page)s to %(parent)s.")
                % {"page": named(version), "parent": named(destination)}
            )
        elif not Page._slug_is_available(version.slug, destination, page=version):
            made.reasons.append(
                _("%(page)s cannot move: below %(parent)s there is a page with its slug.")
                % {"page": named(version), "parent": named(destination)}
            )
        else:
            made.follows.append(version)


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
