"""A change of who may see a page is recorded for every live page that it concerns."""

from collections.abc import Callable

from django.urls import reverse

from wagtail.models import PageViewRestriction

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication, reconcile
from tests.factories import ResultsPageFactory

from .world import World, kinds

pytestmark = pytest.mark.django_db(transaction=True)


def set_privacy(world: World, page: ResultsIndexPage | ResultsPage, restriction: str) -> None:
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    world.browser.post(url, {"restriction_type": restriction})


def test_of_the_page_itself_with_the_person_who_did_it(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    set_privacy(world, page, "login")
    set_privacy(world, page, "none")
    assert kinds(page) == ["published", "access", "access"]
    assert kinds(world.index) == ["published"]
    assert Publication.objects.filter(page_id=page.pk)[0].user == world.admin


def test_of_all_live_pages_below(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    draft = ResultsPageFactory.create(parent=world.index, year=2017, live=False)
    set_privacy(world, world.index, "login")
    assert [kinds(each) for each in (world.index, page, draft)] == [["published", "access"]] * 2 + [
        []
    ]


def test_in_the_same_transaction(world: World, transactions: Callable[[str], set[int]]) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    Publication.objects.all().delete()
    before = transactions("results_publication")
    set_privacy(world, page, "login")
    written = transactions("results_publication") - before
    assert written
    assert written <= transactions("wagtailcore_pageviewrestriction")


def test_a_page_that_goes_takes_its_restriction_along_unrecorded(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.delete()
    assert kinds(page) == ["published", "access", "deleted"]


def test_there_is_nothing_to_record_late_afterwards(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    PageViewRestriction.objects.all().delete()
    assert not reconcile()
    ResultsPage.objects.filter(pk=page.pk).update(live=False)
    assert reconcile().recorded == 1
    assert kinds(page) == ["published", "access", "access", "unpublished"]
