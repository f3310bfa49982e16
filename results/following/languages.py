"""The step by which the other languages of a page follow it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wagtail.models import Locale, Page

from ..publishing import PublishingMixin, register_step
from ..publishing.models import Kind
from .figures import take_figures
from .rewriting import rewrite

if TYPE_CHECKING:
    from ..publishing import Publication

STEP = "translations"
# Before what is made of the pages' content, such as files.
ORDER = 50

Follower = Callable[[Any, list[Page]], list[Page]]

_followers: list[Follower] = []


def register_follower(follower: Follower) -> None:
    """Have `follower(page, targets)` asked first when a page has been published; see `follow`.

    `targets` are the page's other languages, without aliases. It takes care of those that it knows
    and returns the rest; it raises for what is to be tried again.
    """
    if follower not in _followers:
        _followers.append(follower)


def connect() -> None:
    """Register the step; called once, when Django is ready."""
    register_step(
        STEP,
        _follow_publication,
        order=ORDER,
        kinds=[Kind.PUBLISHED, Kind.ACCESS],
        label=_("Other languages"),
        waits=False,
        model=PublishingMixin,
    )


def _follow_publication(publication: Publication) -> None:
    page = publication.get_page()
    if page is not None and page.live and not page.alias_of_id:
        follow(page)


def follow(page: Any) -> None:
    """Give the other languages of a published page what they take over from it.

    Those that no follower takes care of get its figures, if the page is in the site's first
    language: nothing follows from a translation. Aliases are Wagtail's own.
    """
    targets = list(page.get_translations().filter(alias_of__isnull=True).select_related("locale"))
    for follower in _followers:
        targets = follower(page, targets)
    if not targets or page.locale_id != Locale.get_default().pk:
        return
    for target in targets:
        rewrite(target.pk, partial(_take_figures_of, page))


def _take_figures_of(page: Any, target: Any) -> bool:
    return type(page) is type(target) and take_figures(page, target)
