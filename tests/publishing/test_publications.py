"""What a change means for the public is one Publication, written in its transaction; kept rows go with their edition."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

import pytest

from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from results.previews.models import FormContent
from results.publishing import Kind, Publication, as_user
from results.record.versions import EditionVersion
from tests.factories import ResultsPageFactory, UserFactory, again, as_stream, good_body, hide

from .world import NOTHING, World, kinds, reconcile

pytestmark = pytest.mark.django_db


def test_a_publication_says_what_was_published(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index, live=False)
    revision = page.save_revision()
    revision.publish()
    page.refresh_from_db()
    publication = Publication.objects.get(page_id=page.pk)
    assert publication.kind == Kind.PUBLISHED
    assert publication.page_type == "results.resultspage"
    assert publication.translation_key == page.translation_key
    assert publication.language_code == "sv"
    assert publication.title == "2016"
    assert publication.url_path == "/home-sv/results/2016/"
    assert publication.old_url_path == ""
    assert publication.published_at == page.last_published_at
    assert publication.revision_id == revision.pk
    assert publication.by_system is False
    assert publication.page == page


def test_bookkeeping_of_a_live_page_is_no_publication(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    page.save_revision()
    page.locked = True
    page.save(update_fields=["locked"])
    page.save()
    # A body that was only read is no change.
    page = ResultsPage.objects.get()
    assert str(page.body)
    page.save()
    assert kinds(page) == ["published"]


@pytest.mark.parametrize("built", [[0], [1], [0, 1]])
def test_defaults_that_a_reading_adds_are_no_publication(
    index: ResultsIndexPage, built: list[int]
) -> None:
    page = ResultsPageFactory.create(parent=index)
    ResultsPage.objects.update(body=as_stream(good_body()))
    assert "qualifier" not in str(ResultsPage.objects.values_list("body")[0][0].raw_data[1])
    page = again(page)
    assert all(page.body[place].value["heading"] for place in built)
    page.save()
    assert kinds(page) == ["published"]
    page.body[0].value["heading"] = "Another"
    page.save()
    assert kinds(page) == ["published", "published"]


def test_a_revision_that_follows_its_content_joins_the_publication(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    revision = page.save_revision()
    revision.publish()
    assert kinds(page) == ["published"]
    assert Publication.objects.get(page_id=page.pk).revision_id == revision.pk


def publish_again(page: ResultsPage) -> None:
    page.last_published_at = timezone.now()
    page.save()


MEANWHILE: dict[str, tuple[Callable[[ResultsPage], Any], list[str]]] = {
    "other words": (lambda page: setattr(page, "title", "Another"), ["published"] * 2),
    "published without a revision": (publish_again, ["published"] * 2),
    "withdrawn unnoticed": (lambda page: hide(page, "draft"), ["published"] * 2),
    "private": (lambda page: hide(page, "private"), ["published", "access", "published"]),
    "no publication is known": (lambda page: Publication.objects.all().delete(), ["published"]),
}


@pytest.mark.parametrize(("act", "recorded"), MEANWHILE.values(), ids=MEANWHILE)
def test_a_revision_does_not_join_a_publication_of_anything_else(
    index: ResultsIndexPage, act: Callable[[ResultsPage], Any], recorded: list[str]
) -> None:
    page = ResultsPageFactory.create(parent=index)
    act(page)
    revision = page.save_revision()
    ResultsPage.objects.get().latest_revision.publish()
    assert kinds(page) == recorded
    assert Publication.objects.filter(page_id=page.pk)[0].revision_id == revision.pk


def test_a_publication_names_who_publishes_else_who_is_at_work_if_anybody_is(
    index: ResultsIndexPage, admin: User
) -> None:
    other = UserFactory.create()
    page = ResultsPageFactory.create(parent=index)
    named = []
    for at_work, given in ((other, admin), (admin, None), (AnonymousUser(), None)):
        with as_user(at_work), as_user(given):
            publish_again(page)
        named.append(Publication.objects.filter(page_id=page.pk)[0].user)
    assert named == [admin, admin, None]


def test_the_bare_page_publishes_and_unpublishes_as_the_edition_does(
    index: ResultsIndexPage,
) -> None:
    page = ResultsPageFactory.create(parent=index, live=False)
    bare = Page.objects.get(pk=page.pk)
    bare.live = True
    bare.save()
    bare.title = "Another title"
    bare.save()
    bare.unpublish()
    assert kinds(page) == ["published", "published", "unpublished"]


@pytest.mark.django_db(transaction=True)
def test_privacy_of_the_page_itself_is_recorded_in_the_transaction_with_the_person_who_did_it(
    world: World, transactions: Callable[[str], set[int]]
) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    before = transactions("results_publication")
    world.post("set_privacy", page, {"restriction_type": "login"})
    written = transactions("results_publication") - before
    assert written
    assert written <= transactions("wagtailcore_pageviewrestriction")
    world.post("set_privacy", page, {"restriction_type": "none"})
    assert kinds(page) == ["published", "access", "access"]
    assert kinds(world.index) == ["published"]
    assert Publication.objects.filter(page_id=page.pk)[0].user == world.user


def test_privacy_of_a_page_is_recorded_of_all_live_pages_below(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    draft = ResultsPageFactory.create(parent=world.index, year=2017, live=False)
    world.post("set_privacy", world.index, {"restriction_type": "login"})
    assert [kinds(each) for each in (world.index, page, draft)] == [["published", "access"]] * 2 + [
        []
    ]


def test_a_page_that_goes_takes_its_restriction_along_unrecorded(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.delete()
    assert kinds(page) == ["published", "access", "deleted"]


def test_after_a_change_of_privacy_there_is_nothing_to_record_late(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    PageViewRestriction.objects.all().delete()
    assert reconcile() == NOTHING
    ResultsPage.objects.filter(pk=page.pk).update(live=False)
    assert reconcile().recorded == 1
    assert kinds(page) == ["published", "access", "access", "unpublished"]


@pytest.fixture
def edition() -> ResultsPage:
    """A published edition with an earlier version, what stands in a form and the import it came of."""
    page: ResultsPage = ResultsPageFactory.create(content=[])
    EditionVersion.objects.create(page=page, number=1, contents={})
    FormContent.keep(page, UserFactory.create())
    days = {"period_start": page.period_start, "period_end": page.period_end}
    DocumentImport.objects.create(index=page.get_parent(), page=page, **days)
    return page


@pytest.mark.parametrize(
    "delete",
    [
        lambda page: page.delete(),
        lambda page: page.get_parent().specific.delete(),
        lambda page: Page.objects.filter(pk=page.pk).delete(),
        lambda page: ResultsPage.objects.filter(pk=page.pk).delete(),
    ],
    ids=["itself", "with what it is below", "as a bare page", "as one of several"],
)
def test_an_edition_takes_along_what_is_kept_of_it(
    edition: ResultsPage, delete: Callable[[Any], Any]
) -> None:
    delete(Page.objects.get(pk=edition.pk))

    connection.check_constraints()
    assert not Page.objects.filter(pk=edition.pk).exists()
    assert not EditionVersion.objects.exists()
    assert not FormContent.objects.exists()
    assert not DocumentImport.objects.filter(page=edition.pk).exists()
