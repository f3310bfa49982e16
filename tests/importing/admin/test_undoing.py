"""Taking an imported draft back: after a question, as long as nothing of it was public."""

import base64
from typing import Any

from django.urls import reverse

from wagtail.images import get_image_model

import pytest

from results.importing.models import DocumentImport
from results.models import ResultsPage
from tests.factories import AdminFactory, ResultsPageFactory, UserFactory
from tests.importing.bad_documents import picture

from .importer import Importer, draft_of, index_page, messages_of, read, said

pytestmark = pytest.mark.django_db


def undo_of(page: ResultsPage) -> str:
    record = DocumentImport.objects.get(page_id=page.pk)
    return reverse("results_importing:undo", args=[record.pk])


def press(importer: Importer, address: str) -> Any:
    """Look, and press the button."""
    assert importer.browser.get(address).status_code == 200
    return importer.browser.post(address)


def test_a_draft_is_taken_back_with_its_images() -> None:
    importer = Importer(index_page(), AdminFactory.create())
    data = base64.b64encode(picture()).decode()
    html = f"<h1>Year</h1><h2>Hall</h2><p>We helped 250 people.</p><img alt='A hall' src='data:image/png;base64,{data}'>"
    page = draft_of(importer.review(content=html, name="a.html").make())
    assert get_image_model().objects.count() == 1

    response = press(importer, undo_of(page))
    assert response["Location"] == f"/admin/pages/{importer.index.pk}/"
    assert "The draft is gone" in messages_of(importer.browser.get(response["Location"]))
    assert not ResultsPage.objects.exists()
    assert not get_image_model().objects.exists()


def test_the_menu_of_the_draft_and_of_no_other_leads_to_the_undo(importer: Importer) -> None:
    page = draft_of(importer.review().make())
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    importer.browser.get(editor)
    # The message is gone by the second time.
    html = read(importer.browser.get(editor))
    assert html.select(f"a[href='{undo_of(page)}']")
    other = ResultsPageFactory.create(parent=importer.index, live=False)
    html = read(importer.browser.get(reverse("wagtailadmin_pages:edit", args=[other.pk])))
    assert not html.select("a[href*='/results/import/undo/']")


def test_the_question_names_the_draft_and_the_work_of_others_and_takes_nothing_back(
    importer: Importer,
) -> None:
    page = draft_of(importer.review().make())
    warning = "Somebody has worked on the draft since"
    question = said(read(importer.browser.get(undo_of(page))))
    assert "Results of the year" in question
    assert warning not in question
    page.get_latest_revision_as_object().save_revision()
    assert warning in said(read(importer.browser.get(undo_of(page))))
    assert ResultsPage.objects.exists()


def test_what_has_been_published_is_not_undone(importer: Importer) -> None:
    page = draft_of(importer.review().make())
    ResultsPage.objects.filter(pk=page.pk).update(live=True)
    html = read(importer.browser.get(undo_of(page)))
    assert "has been published" in said(html)
    assert not html.select("button.serious")
    importer.browser.post(undo_of(page))
    assert ResultsPage.objects.exists()


def test_whoever_may_not_delete_the_draft_undoes_nothing(importer: Importer) -> None:
    page = draft_of(importer.review().make())
    other = Importer(importer.index, UserFactory.create(may=("add_page",)))
    for response in (other.browser.get(undo_of(page)), other.browser.post(undo_of(page))):
        assert response["Location"] == reverse("wagtailadmin_home")
    assert ResultsPage.objects.exists()


def test_a_second_click_is_told_that_the_edition_is_gone(importer: Importer) -> None:
    page = draft_of(importer.review().make())
    address = undo_of(page)
    press(importer, address)
    assert importer.browser.post(address)["Location"] == reverse("wagtailadmin_explore_root")
    assert "gone already" in messages_of(importer.browser.get(reverse("wagtailadmin_home")))
