"""A copy of a tree is one change for each page, and there is all of it or nothing."""

from collections.abc import Callable

from django.urls import reverse

from wagtail.models import Page

import pytest

from home.models import HomePage
from results.models import ResultsPage
from results.publishing import Publication, Refused, reconcile
from tests.factories import ResultsPageFactory, as_stream, incomplete_body

from .routes import V3
from .world import World

pytestmark = pytest.mark.django_db(transaction=True)


# Copies the page of that number with all below it; gives the text of an answer.
Copy = Callable[[World, int], str]


def by_admin(world: World, pk: int) -> str:
    url = reverse("wagtailadmin_pages:copy", args=[pk])
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": Page.objects.get(pk=pk).get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    return world.browser.post(url, data, follow=True).content.decode()


def by_api(world: World, pk: int) -> str:
    data = {"slug": "copy", "keep_live": True, "recursive": True}
    url = f"{V3}{pk}/actions/copy/"
    return world.api.post(url, data, content_type="application/json").content.decode()


def by_program(world: World, pk: int) -> str:
    page = Page.objects.get(pk=pk)
    try:
        page.copy(recursive=True, update_attrs={"slug": "copy"}, keep_live=True)
    except Refused as error:
        return str(error)
    return ""


ways = pytest.mark.parametrize("copy", [by_admin, by_api, by_program])


@ways
def test_a_copied_page_is_one_publication(world: World, copy: Copy) -> None:
    ResultsPageFactory.create(parent=world.index).save_revision().publish()
    Publication.objects.all().delete()
    copy(world, world.index.pk)
    copies = Page.objects.get(slug="copy").get_descendants(inclusive=True)
    assert copies.count() == 2
    found = {record.page_id: record for record in Publication.objects.all()}
    assert Publication.objects.count() == len(found) == 2
    for page in copies:
        assert found[page.pk].revision_id == page.live_revision_id
        assert found[page.pk].published_at == page.last_published_at


@ways
@pytest.mark.parametrize("from_above", [False, True])
def test_a_refused_copy_leaves_nothing(world: World, copy: Copy, from_above: bool) -> None:
    ResultsPageFactory.create(parent=world.index, year=2015)
    broken = ResultsPageFactory.create(parent=world.index, title="The broken one")
    ResultsPage.objects.filter(pk=broken.pk).update(body=as_stream(incomplete_body()))
    section = Page.get_first_root_node().add_child(instance=HomePage(title="S", slug="section"))
    if from_above:
        world.index.move(section, pos="last-child")
    before = Page.objects.count()
    Publication.objects.all().delete()
    answer = copy(world, section.pk if from_above else world.index.pk)
    # Only the admin speaks the language of its user.
    assert ("missing or" if copy is by_admin else "saknas eller") in answer
    assert Page.objects.count() == before
    assert not Page.objects.filter(slug="copy").exists()
    assert not Publication.objects.exists()
    assert not any(Page.find_problems())


def test_the_admin_names_the_page_that_stopped_the_copy(world: World) -> None:
    broken = ResultsPageFactory.create(parent=world.index, title="The broken one")
    ResultsPage.objects.filter(pk=broken.pk).update(body=as_stream(incomplete_body()))
    assert "“The broken one (2016)” was not changed" in by_admin(world, world.index.pk)


def test_after_a_copy_there_is_nothing_to_record_late(world: World) -> None:
    ResultsPageFactory.create(parent=world.index).save_revision().publish()
    by_program(world, world.index.pk)
    assert not reconcile()
