"""What is decided on figures and sections is kept, seen as a page, and can be undone."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

import pytest

from results.importing.keeping import packed
from results.importing.models import DocumentImport, Upload
from results.importing.reading import read_document
from results.models import ResultsPage
from tests.factories import ResultsPageFactory

from .importer import (
    DOCUMENT,
    Importer,
    Review,
    draft_of,
    errors_of,
    messages_of,
    read,
    said,
)
from .test_reviewing import values

pytestmark = pytest.mark.django_db

SCHOOLS = f"""{DOCUMENT}
Schools

We taught 87 of 112 pupils.
"""


def keep(review: Review, **more: Any) -> Any:
    """What a script sends while somebody decides."""
    sent = {**review.fields, **more, "keep": "1"}
    return review.browser.post(review.address, sent, headers={"accept": "application/json"})


def again(importer: Importer, review: Review) -> Review:
    """The review as it is opened the next day."""
    return Review(importer, review.address)


def test_what_is_made_a_goal_is_not_taken(importer: Importer) -> None:
    review = importer.review().mend("figure-0", role="goal")
    assert "untick it" in errors_of(review.make())["figure-0-role"]
    assert values(draft_of(review.mend("figure-0", wanted=False).make())) == [Decimal(1100)]


def test_figures_lie_on_piles_by_how_sure_they_are_with_the_reasons(importer: Importer) -> None:
    review = importer.review(
        content=f"{SCHOOLS}\nA lesson was at most 40 minutes. Our goal is to reach 250 schools.\n"
    )
    piles = {
        pile["id"]: [str(figure["id"]) for figure in pile.select("li[data-pile]")]
        for pile in review.html.select("[data-results-import-pile]")
    }
    assert piles == {
        "import-look": ["doubtful-0", "doubtful-1"],
        "import-ready": ["figure-0", "figure-1", "figure-2"],
        "import-unlikely": ["doubtful-2"],
    }
    ticked = [field["name"] for field in review.html.select("[name$=-wanted][checked]")]
    assert [name for name in ticked if "section" not in name] == [
        "figure-0-wanted",
        "figure-1-wanted",
        "figure-2-wanted",
    ]
    look = review.html.find(id="doubtful-1")
    assert look
    assert "A limit: is it a result?" in said(look)
    assert "Left to check: 2" in review.said
    keep(review.mend("doubtful-1", seen=True))
    assert "Left to check: 1" in again(importer, review).said


TABLE = """# Year

We work.

## Calls

It had 6558 calls.

## Towns

| Town | Calls 2018 | Calls 2017 |
| --- | --- | --- |
| Aville | 120 | 110 |
| Bville | 230 | 210 |
"""


def test_the_list_can_be_narrowed_by_section(importer: Importer) -> None:
    review = importer.review(content=TABLE, name="a.md")
    options = review.html.select("select[data-filter=section] option")
    assert [option.text for option in options] == ["All", "Calls", "Towns"]
    (aville,) = [each for each in review.html.select("li[data-pile]") if "110" in said(each)]
    assert (aville["data-pile"], aville["data-section"]) == ("unlikely", "Towns")


def test_what_was_decided_is_there_on_another_day_also_what_is_wrong(importer: Importer) -> None:
    review = importer.review()
    assert keep(review.mend("figure-0", value="six\0", label="reports", wanted=False)).json()

    # Without a script there is a button.
    assert review.make(keep="1")["Location"] == f"/admin/pages/{importer.index.pk}/"

    later = again(importer, review)

    assert later.field("figure-0", "wanted") is None
    assert later.field("figure-0", "label") == "reports"
    assert later.field("figure-0", "value") == "six"
    assert not later.html.select(".help-critical")
    assert review.address in str(read(importer.browser.get(importer.address)))
    assert values(draft_of(later.make())) == [Decimal(1100)]


def test_the_year_can_be_changed_and_what_was_decided_stays(importer: Importer) -> None:
    review = importer.review().mend("figure-0", label="reports")
    keep(review)
    ResultsPageFactory.create(parent=importer.index, year=2016, title="That of 2016")
    for year, reason in {"2016": "That of 2016", "soon": "whole number", "1": "1900"}.items():
        response = importer.browser.post(review.address, {"year": year}, follow=True)
        assert reason in said(read(response))
        assert Upload.objects.get().year == 2018

    importer.browser.post(review.address, {"year": "2017"})

    later = again(importer, review)
    assert later.field("figure-0", "label") == "reports"
    page = draft_of(later.make())
    assert (page.period_start, page.period_end) == (date(2017, 1, 1), date(2017, 12, 31))


def test_decisions_on_other_figures_are_none_on_these(importer: Importer) -> None:
    review = importer.review()
    keep(review.mend("figure-0", label="reports"))
    read = read_document(DOCUMENT.replace("6558", "7000").encode(), "results.txt")
    Upload.objects.update(document=packed(read))
    assert again(importer, review).field("figure-0", "label") == "tips"


def test_sections_can_be_left_out(importer: Importer) -> None:
    review = importer.review(content=SCHOOLS)
    del review.fields["section-0-wanted"]
    (block,) = draft_of(review.make()).get_latest_revision_as_object().body
    assert block.value["heading"] == "Schools"


def test_the_page_is_shown_as_it_was_decided_and_is_nowhere(importer: Importer) -> None:
    review = importer.review()
    keep(review.mend("figure-0", label="reports read").mend("figure-1", value="wrong"))
    response = importer.browser.get(review.address, {"page": ""})
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    # In the language of the edition, whatever that of its editor is.
    assert "– Results</title>" in response.content.decode()
    shown = said(read(response))
    assert "reports read" in shown
    assert "1,100" in shown
    assert not ResultsPage.objects.exists()


def undo_of(page: ResultsPage) -> str:
    record = DocumentImport.objects.get(page_id=page.pk)
    return reverse("results_importing:undo", args=[record.pk])


def press(importer: Importer, address: str) -> Any:
    """Look, and press the button."""
    assert importer.browser.get(address).status_code == 200
    return importer.browser.post(address)


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


def test_a_second_click_is_told_that_the_edition_is_gone(importer: Importer) -> None:
    page = draft_of(importer.review().make())
    address = undo_of(page)
    response = press(importer, address)
    assert response["Location"] == f"/admin/pages/{importer.index.pk}/"
    assert "have been deleted" in messages_of(importer.browser.get(response["Location"]))
    assert importer.browser.post(address)["Location"] == reverse("wagtailadmin_explore_root")
    assert "already been deleted" in messages_of(importer.browser.get(reverse("wagtailadmin_home")))
