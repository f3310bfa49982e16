"""What the share image says: the main figure, and nothing behind a content notice."""

from typing import Any

from wagtail.blocks import StructBlock

import pytest

from results.blocks import CampaignBlock, ReadingStreamBlock
from results.models.share_card import CardFigure, ShareCard
from results.reading import PageReading
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block, home_page
from tests.sharing.building import figure, fresh, group

pytestmark = pytest.mark.django_db

REPORTS = figure("reports", "6558", "granskade tips", highlight="lead")
ILLEGAL = figure(
    "illegal", "1100", "bedömdes som illegala", highlight="key",
    whole_value="6558", whole_label="granskade tips",
)  # fmt: skip


def card(*content: dict[str, Any], **fields: Any) -> ShareCard:
    """The card of an edition with such a body."""
    page = fresh(ResultsPageFactory.create(content=list(content), **fields))
    return ShareCard.of(page, PageReading.of(page), "ECPAT Sverige")


def test_the_lead_stands_with_its_part_and_the_picture_that_both_draw() -> None:
    shown = card(group(ILLEGAL, REPORTS), title="Resultat 2016")
    assert shown.figure == CardFigure("6\xa0558", "granskade tips")
    assert shown.part == CardFigure("1\xa0100", "bedömdes som illegala")
    assert shown.arc is not None
    assert shown.period == ""
    assert shown.alt_text == (
        "Resultat 2016. 6\xa0558 granskade tips. 1\xa0100 bedömdes som illegala."
    )


def test_a_lead_that_is_a_part_says_of_what() -> None:
    shown = card(group(ILLEGAL))
    assert shown.figure == CardFigure("1\xa0100", "bedömdes som illegala")
    assert shown.part is not None
    assert shown.part.value == ""
    assert "6\xa0558 granskade tips" in shown.part.label


def test_figures_are_written_in_the_language_of_the_page() -> None:
    index = ResultsIndexPageFactory.create(parent=home_page("en"))
    shown = card(group(REPORTS), parent=index, title="Results", slug="r")
    assert shown.figure == CardFigure("6,558", "granskade tips")
    assert shown.period == "2016"
    assert shown.alt_text == "Results. 2016. 6,558 granskade tips."


def test_a_figure_of_another_time_says_which() -> None:
    shown = card(group(figure("f", "133000", "visningar", period_end="2017-06-30")))
    assert shown.figure == CardFigure("133\xa0000", "visningar, 30 juni 2017")


def test_without_a_key_figure_the_first_of_the_page_is_the_main_one() -> None:
    shown = card(
        block("text", "t", heading="Text", text="<p>x</p>"),
        group(figure("one", "12", "first"), figure("two", "13", "second")),
    )
    assert shown.figure == CardFigure("12", "first")


CAREFUL = block(
    "campaign", "c", heading="A secret heading", text="<p>x</p>", care="notice",
    stats=[REPORTS, ILLEGAL],
)  # fmt: skip


def test_nothing_behind_a_content_notice_is_said() -> None:
    shown = card(CAREFUL, group(figure("f", "12", "lectures")))
    assert shown.figure == CardFigure("12", "lectures")
    assert "6\xa0558" not in repr(shown)
    assert "secret" not in repr(shown)


def test_a_content_notice_holds_within_a_block_of_the_sites_own() -> None:
    class Columns(StructBlock):
        left = CampaignBlock()

    class Body(ReadingStreamBlock):
        columns = Columns()

    body = Body()
    value = body.to_python([block("columns", "columns", left=CAREFUL["value"])])
    figures = PageReading([(body, value)], language="sv").figures
    assert [each.has_content_notice for each in figures] == [True, True]


def test_a_page_whose_figures_all_have_a_content_notice_shows_none() -> None:
    shown = card(CAREFUL)
    assert (shown.figure, shown.part, shown.arc) == (None, None, None)


def test_a_page_without_figures_has_a_title_and_a_period() -> None:
    shown = card(title="Resultat", slug="r")
    assert (shown.figure, shown.part, shown.arc) == (None, None, None)
    assert shown.alt_text == "Resultat. 2016."


@pytest.mark.parametrize("damage", ["not json", "[]", '[{"type": "stat", "value": {}}]'])
def test_a_damaged_body_leaves_the_title(damage: str) -> None:
    page = ResultsPageFactory.create(title="Resultat")
    type(page).objects.update(body=damage)
    page = fresh(page)
    assert ShareCard.of(page, PageReading.of(page), "").alt_text == "Resultat. 2016."
