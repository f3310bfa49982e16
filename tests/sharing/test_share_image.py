"""What a share image says, how it is drawn, and its address: drawn when it is asked for."""

import re
from io import BytesIO
from typing import Any

from django.test import Client

from wagtail.blocks import StructBlock
from wagtail.models import Page, Site

import pytest
from PIL import Image
from pytest_django import Settings

from results.blocks import CampaignBlock, ReadingStreamBlock
from results.models import ResultsPage
from results.reading import PageReading
from results.reading.figures import CardFigure, ShareCard
from results.sharing.share_image import GAP, paint
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    again,
    as_stream,
    block,
    described,
    home_page,
)
from tests.sharing.building import figure, group

pytestmark = pytest.mark.django_db

REPORTS = figure("reports", "6558", "granskade tips", highlight="lead")
ILLEGAL = figure(
    "illegal", "1100", "bedömdes som illegala", highlight="key",
    whole_value="6558", whole_label="granskade tips",
)  # fmt: skip


def card(*content: dict[str, Any], **fields: Any) -> ShareCard:
    page = again(ResultsPageFactory.create(content=list(content), **fields))
    return ShareCard.of(PageReading.of(page), "ECPAT Sverige")


def test_the_lead_stands_with_its_part() -> None:
    shown = card(group(ILLEGAL, REPORTS), title="Resultat 2016")
    assert shown.figure == CardFigure("6\xa0558", "granskade tips")
    assert shown.part == CardFigure("1\xa0100", "bedömdes som illegala")
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


def test_a_card_is_in_the_language_of_the_page_and_says_its_period() -> None:
    index = ResultsIndexPageFactory.create(parent=home_page("en"))
    shown = card(group(REPORTS), parent=index, title="Results", slug="r")
    assert shown.alt_text == "Results. 2016. 6,558 granskade tips."


def test_a_figure_of_another_time_says_which() -> None:
    shown = card(group(figure("f", "133000", "visningar", period_end="2017-06-30")))
    assert shown.figure == CardFigure("133\xa0000", "visningar, per den 30 juni 2017")


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
    figures = PageReading([("", body, value)], language="sv").figures
    assert [each.has_content_notice for each in figures] == [True, True]


@pytest.mark.parametrize("content", [[], [CAREFUL]])
def test_a_page_without_a_figure_to_show_has_a_title_and_a_period(content: list[Any]) -> None:
    shown = card(*content, title="Resultat", slug="r")
    assert (shown.figure, shown.part) == (None, None)
    assert shown.alt_text == "Resultat. 2016."


def with_figure(value: str, label: str = "granskade tips", **fields: object) -> ShareCard:
    return ShareCard("ECPAT Sverige", "Resultat 2016", "", CardFigure(value, label), **fields)  # type: ignore[arg-type]


def drawn(shown: ShareCard) -> Image.Image:
    return Image.open(BytesIO(paint(shown))).convert("RGB")


LONG = "människohandelsbekämpningssamordnarutbildningar i hela landet och därtill utanför det"
HOSTILE = {
    "long title": ShareCard("ECPAT", "Verksamhetsberättelse " * 11 + "2016/17 end", "2016/17"),
    "long title with a figure": ShareCard(
        "En förening " * 8, "Verksamhetsberättelse " * 11, "2016/17", CardFigure("6\xa0558", LONG)
    ),
    "one word": ShareCard("ECPAT", "Å" * 255, "2016", CardFigure("6\xa0558", "x" * 160)),
    "long labels": with_figure("6\xa0558", LONG, part=CardFigure("1\xa0100", LONG)),
    "long value": with_figure("at\xa0least\xa0123,456,789,012.3456\xa0percentage\xa0points"),
    "letters we lack": ShareCard("😀", "تقرير 😀", "2016", CardFigure("−\u2060€5", "\ufe0f\u3164")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_cut_at_the_margins(name: str) -> None:
    image = drawn(HOSTILE[name])
    assert image.size == (1200, 630)
    assert len(paint(HOSTILE[name])) < 40_000
    ground = image.getpixel((0, 0))
    for margin in ((0, 0, 50, 630), (1150, 0, 1200, 630), (0, 0, 1200, 50), (0, 580, 1200, 630)):
        edge = image.crop(margin)
        assert edge.getcolors() == [(edge.width * edge.height, ground)], margin


@pytest.mark.parametrize("name", ["long labels", "long title with a figure"])
def test_texts_stand_clear_of_each_other(name: str) -> None:
    shown = HOSTILE[name]
    image = drawn(shown).crop((50, 50, 1150, 580))
    ground = image.getpixel((0, 0))
    rows = "".join(
        " " if image.crop((0, y, 1100, y + 1)).getcolors() == [(1100, ground)] else "x"
        for y in range(image.height)
    )
    gaps = [len(gap) for gap in rows.strip().split("x") if len(gap) >= GAP - 3]
    assert len(gaps) == (4 if shown.part else 3)


def test_a_figure_whose_label_cannot_be_written_is_left_out() -> None:
    shown = ShareCard("ECPAT", "Resultat", "2016", CardFigure("12", "تقرير"))
    assert paint(shown) == paint(ShareCard("ECPAT", "Resultat", "2016"))


def address(page: Page) -> str:
    return f"{page.url}share-image/"


def test_a_browser_that_has_the_picture_gets_it_once(client: Client) -> None:
    page = ResultsPageFactory.create()
    first = client.get(address(page))
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get(address(page), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Site.objects.update(site_name="Another name")
    changed = client.get(address(page), headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200


IMAGE_IN_HEAD = re.compile(r'property="og:image" content="http://localhost([^"]+)"')


def image_of(page: ResultsPage, client: Client) -> str:
    found = IMAGE_IN_HEAD.search(client.get(page.url).text)
    assert found
    return found[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_stored", [True, False])
def test_the_picture_is_another_one_at_another_address_after_a_correction(
    is_stored: bool, client: Client, settings: Settings
) -> None:
    def picture(url: str) -> bytes:
        return b"".join(client.get(url))

    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": is_stored, "UNCACHED_PER_MINUTE": 0}
    page = ResultsPageFactory.create()
    former, plain = image_of(page, client), f"{page.url}share-image/"
    before = picture(former)
    assert picture(plain) == before
    corrected = again(page)
    corrected.body = as_stream([group(figure("f", "7120", "reports"))])
    described(corrected).save_revision().publish()
    now = image_of(page, client)
    after = picture(now)
    assert now != former
    assert after != before
    assert picture(plain) == after
    assert picture(former) == after, "An old address has the current picture."


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_kept_by_its_own_address_alone(client: Client) -> None:
    page = ResultsPageFactory.create()
    own = client.get(image_of(page, client))
    assert own.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    made_up = client.get(f"{page.url}share-image/?v=anything")
    assert "no-store" in made_up.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_pictures_are_stored_answers_where_they_are_of_today(
    client: Client, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "UNCACHED_PER_MINUTE": 0}
    page = ResultsPageFactory.create()
    own = image_of(page, client)
    urls = [own, f"{page.url}share-image/", f"{page.url}share-image/?v=1", f"{page.url}?v=1"]
    said = [[client.get(url).headers.get("X-Results-Snapshot") for url in urls] for _ in "12"]
    assert said == [["made", "made", None, None], ["hit", "hit", None, None]]
