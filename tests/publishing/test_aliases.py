"""An alias follows its source, but is no way around the rules."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Refused
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    as_stream,
    incomplete_body,
)

from .routes import V3
from .world import World, kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(index: ResultsIndexPage) -> ResultsIndexPage:
    """Another index page without editions."""
    page: ResultsIndexPage = ResultsIndexPageFactory.create(slug="other")
    return page


def live_below(index: ResultsIndexPage) -> list[str]:
    return list(ResultsPage.objects.live().child_of(index).values_list("slug", flat=True))


def test_an_alias_beside_its_source_is_refused_in_the_admin(world: World) -> None:
    source = ResultsPageFactory.create(parent=world.index)
    url = reverse("wagtailadmin_pages:copy", args=[source.pk])
    data = {"new_title": "Copy", "new_slug": "copy", "alias": "on"}
    response = world.browser.post(url, data | {"new_parent_page": world.index.pk}, follow=True)
    assert "is published for the same period" in response.content.decode()
    assert live_below(world.index) == ["2016"]


def test_an_alias_beside_its_source_is_refused_in_the_api(world: World) -> None:
    source = ResultsPageFactory.create(parent=world.index)
    url = f"{V3}{source.pk}/actions/create_alias/"
    data = {"destination_id": world.index.pk, "slug": "copy"}
    response = world.api.post(url, data, content_type="application/json")
    assert response.status_code == 422
    assert live_below(world.index) == ["2016"]


def test_an_alias_of_a_draft_is_no_conflict(index: ResultsIndexPage) -> None:
    source = ResultsPageFactory.create(parent=index, live=False)
    source.create_alias(parent=index, update_slug="alias")
    assert live_below(index) == []


def test_an_alias_does_not_move_to_where_its_period_is_taken(
    index: ResultsIndexPage, other: ResultsIndexPage
) -> None:
    source = ResultsPageFactory.create(parent=index)
    alias = source.create_alias(parent=other, update_slug="alias")
    with pytest.raises(Refused):
        alias.move(index, pos="last-child")
    assert live_below(other) == ["alias"]
    assert not any(Page.find_problems())


def test_a_refused_alias_of_a_tree_leaves_nothing_of_it(
    index: ResultsIndexPage, other: ResultsIndexPage
) -> None:
    broken = ResultsPageFactory.create(parent=index)
    ResultsPage.objects.filter(pk=broken.pk).update(slug="figures")
    with pytest.raises(Refused):
        index.create_alias(recursive=True, update_slug="alias")
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert not any(Page.find_problems())


def test_an_alias_follows_its_source_even_to_where_the_period_is_taken(
    index: ResultsIndexPage, other: ResultsIndexPage
) -> None:
    source = ResultsPageFactory.create(parent=index)
    alias = source.create_alias(parent=other, update_slug="alias")
    ResultsPageFactory.create(parent=other, year=2017)
    source.period_start, source.period_end = date(2017, 1, 1), date(2017, 12, 31)
    source.save_revision().publish()
    alias.refresh_from_db()
    assert alias.live
    assert alias.period_start == date(2017, 1, 1)
    assert kinds(alias) == ["published", "published"]


def test_a_public_alias_does_not_become_an_incomplete_page_of_its_own(
    world: World, other: ResultsIndexPage
) -> None:
    source = ResultsPageFactory.create(parent=world.index)
    ResultsPage.objects.filter(pk=source.pk).update(body=as_stream(incomplete_body()))
    alias = ResultsPage.objects.get(pk=source.pk).create_alias(parent=other)
    url = reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])
    world.browser.post(url)
    alias.refresh_from_db()
    assert alias.alias_of_id == source.pk
    assert not alias.get_latest_revision()


def test_a_complete_alias_becomes_a_page_of_its_own_which_is_no_change_to_the_public(
    world: World, other: ResultsIndexPage
) -> None:
    source = ResultsPageFactory.create(parent=world.index)
    alias = source.create_alias(parent=other)
    # Its time is told only to those who are not public yet.
    ResultsPage.objects.update(go_live_at=timezone.now() + timedelta(days=1))
    url = reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])
    assert world.browser.post(url).status_code == 302
    alias.refresh_from_db()
    assert alias.alias_of_id is None
    assert alias.live
    assert kinds(alias) == ["published"]


def test_a_draft_alias_becomes_a_page_of_its_own_whatever_it_lacks(
    index: ResultsIndexPage, other: ResultsIndexPage
) -> None:
    source = ResultsPageFactory.create(parent=index, live=False, content=incomplete_body())
    alias = source.create_alias(parent=other)
    alias.alias_of = None
    alias.save()
    alias.refresh_from_db()
    assert alias.alias_of_id is None
