"""An alias follows its source by the same rules; a copy of a tree is all of it or nothing."""

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page

import pytest

from home.models import HomePage
from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication, Refused, as_system
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    again,
    as_stream,
    described,
    incomplete_body,
)
from tests.routes import V3, Route, routes

from .world import NOTHING, World, kinds, reconcile

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other(index: ResultsIndexPage) -> ResultsIndexPage:
    page: ResultsIndexPage = ResultsIndexPageFactory.create(slug="other")
    return page


def live_below(index: ResultsIndexPage) -> list[str]:
    return list(ResultsPage.objects.live().child_of(index).values_list("slug", flat=True))


def test_an_alias_beside_its_source_is_refused(world: World) -> None:
    source = ResultsPageFactory.create(parent=world.index)
    form = {"new_title": "Copy", "new_slug": "copy", "alias": "on"}
    form |= {"new_parent_page": str(world.index.pk)}
    headers = {"referer": "https://evil.example/"}
    response = world.post("copy", source, form, follow=True, headers=headers)
    assert response.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert "is published for the same period" in response.content.decode()
    url = f"{V3}{source.pk}/actions/create_alias/"
    data = {"destination_id": world.index.pk, "slug": "copy"}
    assert world.api.post(url, data, content_type="application/json").status_code == 422
    assert live_below(world.index) == ["2016"]


@routes("bulk", "v3 actions/publish", "v3 PATCH")
@pytest.mark.parametrize("live", [True, False])
def test_an_alias_is_published_by_its_source_only(
    world: World, other: ResultsIndexPage, route: Route, live: bool
) -> None:
    source = ResultsPageFactory.create(parent=world.index, live=live)
    alias = source.create_alias(parent=other)
    before = kinds(alias)
    answer = route(world, alias)
    assert "This page is an alias." in answer.said
    assert answer.status in {302, 422}
    assert (kinds(alias), again(alias).live) == (before, live)


def test_a_period_that_is_taken_stops_neither_a_draft_nor_the_system(
    index: ResultsIndexPage, other: ResultsIndexPage
) -> None:
    source = ResultsPageFactory.create(parent=index, slug="source")
    draft = ResultsPageFactory.create(parent=other, slug="draft", live=False)
    draft.create_alias(parent=index, update_slug="draft-alias")
    draft.move(index, pos="last-child")
    with as_system():
        source.create_alias(parent=other, update_slug="moved").move(index, pos="last-child")
        source.create_alias(parent=index, update_slug="alias")
    assert live_below(index) == ["source", "moved", "alias"]


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
    described(source).save_revision().publish()
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
    world.post("convert_alias", alias)
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
    assert world.post("convert_alias", alias).status_code == 302
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


# Copies the page of that number with all below it; gives the text of an answer.
Copy = Callable[[World, int], str]


def by_admin(world: World, pk: int) -> str:
    page = Page.objects.get(pk=pk)
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    data |= {"copy_subpages": "on", "publish_copies": "on"}
    return world.post("copy", page, data, follow=True).content.decode()


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


@committing
@pytest.mark.parametrize("copy", [by_admin, by_api, by_program])
def test_a_copied_page_is_one_publication(world: World, copy: Copy) -> None:
    ResultsPageFactory.create(parent=world.index).save_revision().publish()
    before = [record.pk for record in Publication.objects.all()]
    copy(world, world.index.pk)
    copies = Page.objects.get(slug="copy").get_descendants(inclusive=True)
    assert copies.count() == 2
    records = Publication.objects.exclude(pk__in=before)
    found = {record.page_id: record for record in records}
    assert len(records) == len(found) == 2
    for page in copies:
        assert found[page.pk].revision_id == page.live_revision_id
        assert found[page.pk].published_at == page.last_published_at
    assert reconcile() == NOTHING


@committing
@pytest.mark.parametrize(
    ("copy", "from_above"), [(by_admin, False), (by_api, False), (by_program, True)]
)
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
    # Programs get the language of the site; only the admin names the page that stopped the copy.
    assert ("saknas eller" if copy is by_program else "missing or") in answer
    assert ("“The broken one (2016)” was not changed" in answer) == (copy is by_admin)
    assert Page.objects.count() == before
    assert not Page.objects.filter(slug="copy").exists()
    assert not Publication.objects.exists()
    assert not any(Page.find_problems())
