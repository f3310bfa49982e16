"""Rows that are kept of an edition go with it, whoever deletes it, and whatever is deleted with it."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils import timezone

from wagtail.models import Page, Revision

import pytest

from results.importing.models import DocumentImport
from results.models import ResultsPage
from results.previews.models import PreviewLink
from results.record.edition_version import EditionVersion
from tests.factories import ResultsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> ResultsPage:
    """A published edition with an earlier version, a link to its draft and the import it came of."""
    page: ResultsPage = ResultsPageFactory.create(content=[])
    revision = page.save_revision()
    EditionVersion.objects.create(page=page, number=1, contents={})
    PreviewLink.objects.create(page=page, revision=revision, expires_at=timezone.now())
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
    assert not PreviewLink.objects.exists()
    assert not DocumentImport.objects.filter(page=edition.pk).exists()


def test_a_revision_takes_along_the_links_to_it(edition: ResultsPage) -> None:
    edition.save_revision()

    Revision.objects.get(pk=PreviewLink.objects.get().revision_id).delete()

    connection.check_constraints()
    assert not PreviewLink.objects.exists()
