"""The review shows what will be made, and all that is left out."""

from wagtail.users.models import UserProfile

import pytest

from results.findings import read_open_points
from tests.importing.printed import printed

from .importer import DOCUMENT, Importer, draft_of, said

pytestmark = pytest.mark.django_db


def test_a_doubtful_figure_says_why_it_is_doubtful_and_where_it_stands(importer: Importer) -> None:
    doubtful = importer.review().html.find(id="doubtful-0")
    assert doubtful
    assert "A number in words." in said(doubtful)
    assert "In “Hotline”" in said(doubtful)


def test_a_link_without_target_is_shown_as_one_and_is_to_do(importer: Importer) -> None:
    review = importer.review()
    assert "Read more about the hotline → no target yet" in review.said
    page = draft_of(review.make())
    assert any("hotline" in point.text for point in read_open_points(page.open_points))


def test_a_figure_of_a_pdf_says_on_which_page_it_stands(importer: Importer) -> None:
    pages = "<h1>Year</h1><p>We work.<h2>Hotline</h2><p style='break-before: page'>The hotline got 6558 tips."
    review = importer.review(content=printed(pages), name="a.pdf")
    assert "On page 2 of the document" in said(review.html.select(".results-import__figure")[0])


def test_what_is_left_out_is_shown_with_the_reason(importer: Importer) -> None:
    review = importer.review(content="<title>Ours</title><nav>Menu of ours</nav><h1>Year</h1><p>We helped 250 people.", name="a.html")  # fmt: skip
    assert "Menu of ours (" in review.said


def test_every_figure_is_a_group_with_a_name_of_its_own_and_its_fields_have_labels(
    importer: Importer,
) -> None:
    html = importer.review().html
    groups = html.select(".results-import__figure fieldset")
    legends = [said(legend) for group in groups for legend in group.select("legend")]
    assert legends == ["2 came from abroad", "6,558 tips", "1,100 illegal tips, of 6,558 tips"]
    for field in html.select(".results-import__figure :is(input, select)"):
        assert field.find_parent("label") or html.select(f"label[for={field['id']}]")


def test_text_of_the_document_is_text_and_no_code(importer: Importer) -> None:
    text = DOCUMENT.replace("children", "<script>alert(1)</script> {{ 7|add:1 }} {% now %}")
    review = importer.review(content=text + "\n\n<img src=x onerror=alert(2)> helped 300 dogs.\n")
    scripts = [script.get_text() for script in review.html.select("script")]
    assert not any("alert" in script for script in scripts)
    assert not review.html.select("[onerror]")
    assert "{{ 7|add:1 }} {% now %}" in review.said


def test_the_screens_are_in_the_language_of_the_person(importer: Importer) -> None:
    UserProfile.objects.update(preferred_language="sv")
    assert importer.browser.get(importer.address).status_code == 200
    assert importer.review().html.select("html[lang=sv]")


def test_a_table_is_shown_as_one_and_stays_one_beside_the_figures_that_are_ticked(
    importer: Importer,
) -> None:
    rows = "| Region | Reports | Hours |\n| --- | --- | --- |\n| North | 5,120 | 6,243 |\n| South | – | 12.50 |"
    review = importer.review(content=f"# Year\n\n## Hotline\n\nWe reviewed reports.\n\n{rows}")
    shown = review.html.select_one(".results-import__section table")
    assert shown
    assert said(shown) == "Region Reports Hours North 5,120 6,243 South – 12.50"
    body = draft_of(review.make()).body
    assert [child.block_type for child in body] == ["campaign", "table"]
    assert list(body[1].value["table"].shown_rows("en")) == [
        ["North", "5,120", "6,243"],
        ["South", "", "12.50"],
    ]
    assert len(body[0].value["stats"]) == 3
