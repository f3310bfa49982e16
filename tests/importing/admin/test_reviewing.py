"""The review shows what will be made and left out, and what is decided there is what the draft has."""

from datetime import date
from decimal import Decimal
from typing import Any

from wagtail.users.models import UserProfile

import pytest

from results.content import figures_on
from results.importing.models import Upload
from results.models import ResultsPage
from tests.factories import ResultsPageFactory

from .importer import DOCUMENT, Importer, draft_of, errors_of, fields_of, messages_of, read, said

pytestmark = pytest.mark.django_db


def figures(page: ResultsPage) -> list[Any]:
    """The figures of a draft, in the order of the page."""
    return figures_on(page.get_latest_revision_as_object())


def values(page: ResultsPage) -> list[Decimal]:
    return [figure["value"] for figure in figures(page)]


def test_what_was_not_touched_is_made_as_it_was_offered(importer: Importer) -> None:
    page = draft_of(importer.review().make())
    assert not page.live
    assert page.title == "Results of the year"
    assert [(str(f["value"]), f["label"]) for f in figures(page)] == [
        ("6558", "tips"),
        ("1100", "tips were illegal"),
    ]
    assert not Upload.objects.exists()


def test_what_was_mended_is_what_the_draft_has(importer: Importer) -> None:
    chosen = {"qualifier": "over", "unit": "GBP", "scale": "million"}
    typed = {"note": "Counted by hand.", "source": "Our register", "highlight": "lead"}
    whole = {"period": "2016/17", "whole_value": "6559", "whole_label": "letters"}
    review = importer.review().mend("figure-0", value="-1.5", label="  reports\nread ", **chosen)
    first, second = figures(draft_of(review.mend("figure-1", **typed, **whole).make()))
    assert (first["value"], first["label"]) == (Decimal("-1.5"), "reports read")
    assert {name: first[name] for name in chosen} == chosen
    assert {name: second[name] for name in typed} == typed
    assert (second["whole_value"], second["whole_label"]) == (Decimal(6559), "letters")
    assert (second["period_start"], second["period_end"]) == (date(2016, 7, 1), date(2017, 6, 30))


def test_a_figure_that_was_unticked_is_not_made_and_need_not_be_mended(importer: Importer) -> None:
    review = importer.review().mend("figure-1", wanted=False, value="nonsense", unit="nonsense")
    assert values(draft_of(review.make())) == [Decimal(6558)]


def test_a_doubtful_figure_says_why_and_where_it_is_and_is_made_only_if_somebody_ticks_it(
    importer: Importer,
) -> None:
    review = importer.review()
    assert "doubtful-0-wanted" not in review.fields
    doubtful = said(review.html.select("#doubtful-0")[0])
    assert "A number in words." in doubtful
    assert "In “Hotline”" in doubtful
    page = draft_of(review.mend("doubtful-0", wanted=True, label="tips from abroad").make())
    assert Decimal(2) in values(page)


WRONG = [
    ("value", ""),
    ("value", "NaN"),
    ("value", "9" * 10_000),
    ("value", "6558\0"),
    ("label", "a" * 10_000),
    ("label", "a\0b"),
    ("unit", "furlong"),
    ("unit", ""),
    ("scale", "<script>"),
    ("qualifier", "'; drop table"),
    ("period", "soon"),
    ("whole_value", "many"),
    ("role", "hope"),
]


def test_what_cannot_be_is_told_beside_its_field_and_nothing_is_made(importer: Importer) -> None:
    review = importer.review()
    review.open("figure-0")
    for name, typed in WRONG:
        response = review.make(**{f"figure-0-{name}": typed})
        assert response.status_code == 200, typed[:40]
        assert set(errors_of(response)) == {f"figure-0-{name}"}, typed[:40]
        assert not ResultsPage.objects.exists()
        assert Upload.objects.exists()
    response = review.mend("figure-1", value="6559").make()
    assert "larger than the whole" in errors_of(response)["figure-1-value"]


def test_the_screens_and_numbers_are_in_the_language_of_the_person(importer: Importer) -> None:
    UserProfile.objects.update(preferred_language="sv")
    assert importer.browser.get(importer.address).status_code == 200
    review = importer.review().mend("figure-0", value="98,6")
    assert review.html.select("html[lang=sv]")
    assert values(draft_of(review.make()))[0] == Decimal("98.6")


def test_words_beside_a_number_fill_the_other_fields_of_the_figure(importer: Importer) -> None:
    review = importer.review().mend("figure-0", value="over 3.2 million kr", label="reports")
    figure = figures(draft_of(review.make()))[0]
    assert (figure["value"], figure["label"]) == (Decimal(3200000), "reports")
    assert (figure["qualifier"], figure["unit"], figure["scale"]) == ("over", "SEK", "million")


def test_the_first_field_that_is_wrong_has_the_focus_and_a_link_leads_to_it(
    importer: Importer,
) -> None:
    review = (
        importer.review()
        .mend("figure-1", label="a" * 999)
        .mend("doubtful-0", wanted=True, value="x")
    )
    html = read(review.make())
    assert [field["name"] for field in html.select("[autofocus]")] == ["figure-1-label"]
    links = [link["href"] for link in html.select(".help-critical a")]
    assert links == ["#figure-1", "#doubtful-0"]
    assert all(html.find(id=str(link)[1:]) for link in links)
    # What was typed stays.
    assert html.select("[name=doubtful-0-value][value=x]")


def test_fields_that_are_too_many_are_no_figures_and_a_tick_alone_takes_one_as_it_is_offered(
    importer: Importer,
) -> None:
    review = importer.review()
    sent = dict.fromkeys(("section-0-wanted", "figure-1-wanted", "figure-99-wanted"), "on")
    review.fields = {**sent, "figure-99-value": "5"}
    assert values(draft_of(review.make())) == [Decimal(1100)]
    review = importer.review(again="on")
    review.fields = {"figure-0-wanted": "on", "figure-0-value": "5"}
    assert set(errors_of(review.make())) == {
        f"figure-0-{name}" for name in ("qualifier", "unit", "scale")
    }


def test_an_edition_that_came_meanwhile_is_told_and_can_be_overruled(importer: Importer) -> None:
    review = importer.review()
    other = ResultsPageFactory.create(parent=importer.index, year=2018, live=False)
    response = review.make()
    html = read(response)
    assert "There is an edition for 2018 already" in said(html)
    assert html.select(f".help-critical a[href='/admin/pages/{other.pk}/edit/']")
    assert Upload.objects.exists()
    assert draft_of(review.make(again="1")).pk != other.pk


def test_the_draft_is_told_with_what_is_to_do_and_a_way_back(importer: Importer) -> None:
    response = importer.browser.get(importer.review().make()["Location"])
    assert "Draft created from “results.txt”." in messages_of(response)
    (to_do,) = read(response).select(".messages a[href$='#results-open-points']")
    assert to_do.text.strip() == "Still to do"
    assert read(response).select(".messages a[href*='/results/import/undo/']")


def test_a_figure_is_a_line_with_its_name_and_its_fields_are_a_group_with_labels(
    importer: Importer,
) -> None:
    review = importer.review()
    lines = [said(line) for line in review.html.select("[data-results-import-line]")]
    assert lines == ["2 came from abroad", "6,558 tips", "1,100 tips were illegal, of 6,558 tips"]
    fields = read(review.browser.get(review.address, {"fields": "figure-1"}))
    assert [said(legend) for legend in fields.select("legend")] == lines[2:]
    for field in fields.select(":is(input, select)"):
        assert fields.select(f"label[for={field['id']}]")


def test_without_a_script_a_button_opens_a_figure_and_nothing_decided_is_lost(
    importer: Importer,
) -> None:
    review = importer.review().mend("figure-1", wanted=False).mend("figure-0", label="reports")
    assert review.html.select("noscript button[name=open][value=figure-1]")
    address = review.make(open="figure-1")["Location"]
    opened = fields_of(read(review.browser.get(address)))
    assert address.endswith("#figure-1")
    assert "figure-1-value" in opened
    assert "figure-1-wanted" not in opened
    # The fields of the other one are not sent now.
    assert "figure-0-label" not in opened
    page = draft_of(review.browser.post(review.address, opened))
    assert [figure["label"] for figure in figures(page)] == ["reports"]


SIDES = ("north", "south", "east", "west", "middle")


def test_a_review_of_45_figures_has_at_most_120_kb_and_150_fields(importer: Importer) -> None:
    met = "The helpline met {} children in the schools of the {}."
    sections = [
        f"## {place}ville\n\n"
        + "\n\n".join(met.format(1000 * number + call, side) for call, side in enumerate(SIDES, 1))
        for number, place in enumerate("ABCDEFGHI", 1)
    ]
    html = importer.review(
        content="# Year\n\nWe work.\n\n" + "\n\n".join(sections), name="a.md"
    ).html
    assert len(html.select(".results-import__figure")) == 45
    assert len(html.select("main :is(input, select, textarea)")) <= 150
    assert len(str(html).encode()) <= 120_000


def test_text_of_the_document_is_text_and_no_code(importer: Importer) -> None:
    text = DOCUMENT.replace("children", "<script>alert(1)</script> {{ 7|add:1 }} {% now %}")
    review = importer.review(content=text + "\n\n<img src=x onerror=alert(2)> helped 300 dogs.\n")
    scripts = [script.get_text() for script in review.html.select("script")]
    assert not any("alert" in script for script in scripts)
    assert not review.html.select("[onerror]")
    assert "{{ 7|add:1 }} {% now %}" in review.said


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
