"""What a save changes for the public is one Publication, written in its transaction."""

import json
from datetime import date

from django.db import transaction

from wagtail.models import Page

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Kind, Publication
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    good_body,
    home_page,
)

from .world import kinds

pytestmark = pytest.mark.django_db


def test_a_page_that_is_created_live_is_one_publication(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    assert kinds(page) == ["published"]


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
    assert publication.get_page() == page


def test_a_draft_is_no_publication(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index, live=False)
    page.title = "Draft"
    page.save_revision()
    page.save()
    assert kinds(page) == []


def test_bookkeeping_of_a_live_page_is_no_publication(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    page.save_revision()
    page.locked = True
    page.save(update_fields=["locked"])
    page.save()
    assert kinds(page) == ["published"]


def test_the_content_of_a_live_page_changes_by_one_publication(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    page.body = json.dumps(good_body("Other words."))
    page.save()
    assert kinds(page) == ["published", "published"]


def test_a_body_that_was_only_read_is_no_change(index: ResultsIndexPage) -> None:
    ResultsPageFactory.create(parent=index)
    page = ResultsPage.objects.get()
    assert str(page.body)
    page.save()
    assert kinds(page) == ["published"]


def test_a_revision_that_follows_its_content_joins_the_publication(
    index: ResultsIndexPage,
) -> None:
    page = ResultsPageFactory.create(parent=index)
    revision = page.save_revision()
    revision.publish()
    assert kinds(page) == ["published"]
    assert Publication.objects.get(page_id=page.pk).revision_id == revision.pk


def test_publishing_the_same_once_more_is_a_publication(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index, live=False)
    page.save_revision().publish()
    ResultsPage.objects.get().save_revision().publish()
    assert kinds(page) == ["published", "published"]


def test_a_transaction_that_fails_leaves_neither_page_nor_publication(
    index: ResultsIndexPage,
) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        ResultsPageFactory.create(parent=index)
        raise RuntimeError
    assert not ResultsPage.objects.exists()
    assert not Publication.objects.filter(page_type="results.resultspage").exists()


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


def test_a_period_of_another_language_or_index_is_free(index: ResultsIndexPage) -> None:
    ResultsPageFactory.create(parent=index)
    english = ResultsIndexPageFactory.create(parent=home_page("en"))
    page = ResultsPageFactory.create(parent=english)
    assert page.period_start == date(2016, 1, 1)
    assert Publication.objects.get(page_id=page.pk).language_code == "en"
