"""The draft has its place, period and history, and the undo takes away what the import brought."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from wagtail.images import get_image_model
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, Workflow, WorkflowTask

import pytest

from results.importing.drafting import make_draft, place_for, undo, why_not_undo
from results.importing.errors import ImportRefused
from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import EDITOR, ResultsPageFactory, UserFactory, home_page
from tests.importing import papers
from tests.importing.papers import drafted, illustrated, media_files, picture_tag

pytestmark = pytest.mark.django_db


def test_the_history_tells_who_made_the_draft_of_which_document(index: ResultsIndexPage) -> None:
    user = UserFactory.create(may=EDITOR)

    page = drafted(index, papers.source(name="C:\\papers\\results 2016.md"), user).page

    entries = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("wagtail.create", user),
        ("results.import", user),
    ]
    assert entries[1].data == {"file": "results 2016.md"}
    assert entries[1].revision == page.latest_revision
    assert "results 2016.md" in entries[1].message


def test_the_draft_and_its_revision_hold_the_same(index: ResultsIndexPage) -> None:
    page = drafted(index, illustrated(picture_tag(1), picture_tag(2, alt=""))).page

    revised = page.latest_revision.as_object()

    assert revised.body.get_prep_value() == page.body.get_prep_value()
    assert revised.open_points == page.open_points
    assert revised.hero_image_id == page.hero_image_id


def test_an_index_page_that_got_another_edition_meanwhile_takes_this_one_too(
    index: ResultsIndexPage,
) -> None:
    source = papers.source()
    place = place_for(index, 2016)
    ResultsPageFactory.create(parent=ResultsIndexPage.objects.get(pk=index.pk), year=2015)

    make_draft(papers.plan(source), source, place)

    assert ResultsPage.objects.child_of(index).count() == 2
    assert not any(Page.find_problems())


def test_an_index_page_that_is_gone_meanwhile_refuses_the_edition(index: ResultsIndexPage) -> None:
    source = illustrated(picture_tag())
    place = place_for(index, 2016)
    plan = papers.plan(source)
    Page.objects.get(pk=index.pk).specific.delete()

    with pytest.raises(ImportRefused):
        make_draft(plan, source, place)
    assert not DocumentImport.objects.exists()
    assert not media_files()


def test_an_index_page_that_takes_one_edition_only_refuses_the_second(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ResultsPage, "max_count", 1)
    ResultsPageFactory.create(parent=index, year=2015)

    with pytest.raises(ImportRefused) as refused:
        place_for(ResultsIndexPage.objects.get(), 2016)
    assert refused.value.code in {"no_type", "no_rights"}


def test_a_page_that_takes_no_edition_or_whose_body_takes_other_blocks_is_not_imported_to(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = ResultsPage._meta.get_field("body").stream_block
    fewer = {name: child for name, child in block.child_blocks.items() if name != "campaign"}
    monkeypatch.setattr(block, "child_blocks", fewer)

    for page in (index, home_page()):
        with pytest.raises(ImportRefused) as refused:
            place_for(page, 2016)
        assert refused.value.code == "no_type"


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


def test_what_was_published_also_since_one_looked_is_not_undone(index: ResultsIndexPage) -> None:
    outcome = drafted(index, papers.source())
    record = DocumentImport.objects.select_related("page").get()
    outcome.page.latest_revision.publish()
    assert not why_not_undo(record)

    with pytest.raises(ImportRefused, match="has been published"):
        undo(record)
    assert ResultsPage.objects.get().live
    assert "has been published" in why_not_undo(DocumentImport.objects.get())
    outcome.page.unpublish()
    with pytest.raises(ImportRefused, match="has been published"):
        undo(DocumentImport.objects.get())


def test_pages_below_a_draft_are_not_deleted_with_it(index: ResultsIndexPage) -> None:
    outcome = drafted(index, papers.source())
    outcome.page.add_child(instance=Page(title="Below", slug="below"))
    record = DocumentImport.objects.get()

    with pytest.raises(ImportRefused, match="pages below"):
        undo(record)
    assert Page.objects.filter(slug="below").exists()
