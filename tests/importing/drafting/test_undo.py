"""The undo takes away what the import brought, and nothing else."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from wagtail.images import get_image_model
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

import pytest

from results.importing.drafting import undo, why_not_undo
from results.importing.errors import ImportRefused
from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import ResultsPageFactory, UserFactory
from tests.importing import papers
from tests.importing.papers import drafted, illustrated, media_files, picture_tag

pytestmark = pytest.mark.django_db


def test_the_undo_takes_page_images_and_files_away(
    index: ResultsIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    before = papers.holdings()
    outcome = drafted(index, illustrated(picture_tag(1), picture_tag(2)))

    with django_capture_on_commit_callbacks(execute=True):
        undo(outcome.record)

    after = papers.holdings()
    # What happened stays in the history of the site.
    assert after - before == Counter(PageLogEntry=3)


def test_an_image_that_another_page_has_is_kept(
    indexes: None, index: ResultsIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    outcome = drafted(index, illustrated(picture_tag(1, "kept"), picture_tag(2, "gone")))
    kept = outcome.page.hero_image
    ResultsPageFactory.create(parent=ResultsIndexPage.objects.get(), year=2001, hero_image=kept)

    with django_capture_on_commit_callbacks(execute=True):
        undo(outcome.record)

    assert get_image_model().objects.get() == kept
    assert media_files() == {kept.file.name}


def in_a_draft(page: ResultsPage) -> None:
    page.save_revision()


def in_a_scheduled_revision(page: ResultsPage) -> None:
    page.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    page.hero_image = None
    page.save_revision()


def in_a_revision_that_waits_for_approval(page: ResultsPage) -> None:
    page.save_revision()
    workflow = Workflow.objects.create(name="Approval")
    task = GroupApprovalTask.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(page, UserFactory.create())
    page.hero_image = None
    page.save_revision()


@pytest.mark.parametrize(
    "save", [in_a_draft, in_a_scheduled_revision, in_a_revision_that_waits_for_approval]
)
def test_an_image_that_may_still_be_published_is_kept(
    index: ResultsIndexPage, save: Callable[[ResultsPage], None]
) -> None:
    outcome = drafted(index, illustrated(picture_tag(1, "kept"), picture_tag(2, "gone")))
    kept = outcome.page.hero_image
    other = ResultsPageFactory.create(parent=ResultsIndexPage.objects.get(), year=2001)
    other.hero_image = kept
    save(other)

    undo(outcome.record)

    assert get_image_model().objects.get() == kept


def test_a_draft_that_cannot_be_read_keeps_all_images(index: ResultsIndexPage) -> None:
    outcome = drafted(index, illustrated(picture_tag(1), picture_tag(2)))
    other = ResultsPageFactory.create(parent=ResultsIndexPage.objects.get(), year=2001)
    revision = other.save_revision()
    revision.content = {**revision.content, "period_start": "no day"}
    revision.save()

    undo(outcome.record)

    assert get_image_model().objects.count() == 2


def test_what_was_published_is_not_undone(index: ResultsIndexPage) -> None:
    outcome = drafted(index, papers.source())
    outcome.page.latest_revision.publish()
    record = DocumentImport.objects.get()
    assert "has been published" in why_not_undo(record)
    outcome.page.unpublish()
    record = DocumentImport.objects.get()

    with pytest.raises(ImportRefused, match="has been published"):
        undo(record)
    assert ResultsPage.objects.exists()


def test_what_was_published_since_one_looked_is_not_undone(index: ResultsIndexPage) -> None:
    outcome = drafted(index, papers.source())
    record = DocumentImport.objects.select_related("page").get()
    outcome.page.latest_revision.publish()
    assert not why_not_undo(record)

    with pytest.raises(ImportRefused, match="has been published"):
        undo(record)
    assert ResultsPage.objects.get().live


def test_a_second_undo_is_refused(index: ResultsIndexPage) -> None:
    record = drafted(index, papers.source()).record
    again = DocumentImport.objects.select_related("page").get()
    undo(record)

    with pytest.raises(ImportRefused, match="gone already"):
        undo(again)


def test_pages_below_a_draft_are_not_deleted_with_it(index: ResultsIndexPage) -> None:
    outcome = drafted(index, papers.source())
    outcome.page.add_child(instance=Page(title="Below", slug="below"))
    record = DocumentImport.objects.get()

    with pytest.raises(ImportRefused, match="pages below"):
        undo(record)
    assert Page.objects.filter(slug="below").exists()
