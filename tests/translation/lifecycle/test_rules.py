"""Each row of the table of rules, done in the admin."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

import pytest

from results.models import ResultsPage
from results.translation.lifecycle.rules import RULES, Act, Origin, Outcome, Rule, Version

from .families import ACTS, NEW_TITLE, Family, let_time_come

pytestmark = pytest.mark.django_db

CASES = [
    pytest.param(
        rule,
        in_bulk,
        id=f"{rule.act.name}-{rule.origin.name}-{rule.version.name}{'-bulk' * in_bulk}",
    )
    for rule in RULES
    for in_bulk in ([False, True] if rule.in_bulk else [False])
]


@pytest.mark.parametrize(("rule", "in_bulk"), CASES)
def test_what_the_table_says(family: Family, rule: Rule, in_bulk: bool) -> None:
    if rule.origin is Origin.SOURCE:
        page, code = family.edition, "en"
        version = family.make(code, rule.version)
    else:
        page, code = family.make("en", Version.LIVE), "fi"
        version = family.make(code, rule.version)
    before = state(version.pk)
    source = state(family.edition.pk)
    ACTS[rule.act](family, page, in_bulk)
    if rule.act is Act.SCHEDULE:
        assert state(version.pk) == before
        let_time_come()
    if rule.act in {Act.PUBLISH, Act.SCHEDULE}:
        assert Page.objects.get(pk=page.pk).title == NEW_TITLE
    if rule.act in {Act.UNPUBLISH, Act.EXPIRE}:
        assert not Page.objects.get(pk=page.pk).live
    assert CHECKS[rule.outcome](family, version, before)
    if rule.origin is Origin.TRANSLATION:
        assert state(family.edition.pk) == source


def state(pk: int) -> dict[str, Any] | None:
    """What the public and the editors see of the page."""
    names = ("title", "live", "url_path", "expire_at", "alias_of", "has_unpublished_changes")
    return Page.objects.filter(pk=pk).values(*names).first()


def stays(family: Family, version: ResultsPage, before: Any) -> bool:
    return state(version.pk) == before


def shows(family: Family, version: ResultsPage, before: Any) -> bool:
    page = Page.objects.get(pk=version.pk)
    return page.live and page.title == NEW_TITLE


def is_unpublished(family: Family, version: ResultsPage, before: Any) -> bool:
    page = Page.objects.get(pk=version.pk)
    return not page.live and page.url_path == before["url_path"]


def ends(family: Family, version: ResultsPage, before: Any) -> bool:
    page = Page.objects.get(pk=version.pk)
    return not page.live and page.expire_at == Page.objects.get(pk=family.edition.pk).expire_at


def has_moved(family: Family, version: ResultsPage, before: Any) -> bool:
    page = Page.objects.get(pk=version.pk)
    return page.is_child_of(family.destination(page)) and page.live == before["live"]


def is_deleted(family: Family, version: ResultsPage, before: Any) -> bool:
    return not Page.objects.filter(pk=version.pk).exists()


def is_not_copied(family: Family, version: ResultsPage, before: Any) -> bool:
    copies = Page.objects.filter(locale_id=version.locale_id, slug="copy")
    return stays(family, version, before) and not copies.exists()


CHECKS: dict[Outcome, Callable[[Family, Any, Any], bool]] = {
    Outcome.STAYS: stays,
    Outcome.SHOWS: shows,
    Outcome.LATER: shows,
    Outcome.UNPUBLISHED: is_unpublished,
    Outcome.ENDS: ends,
    Outcome.MOVES: has_moved,
    Outcome.DELETED: is_deleted,
    Outcome.NOT_COPIED: is_not_copied,
}
