"""What a share card says, and its picture, which a machine reads as the number it states."""

import re
import subprocess
from decimal import Decimal
from io import BytesIO
from typing import Any

from wagtail.blocks import StructBlock

import pytest
from PIL import Image

from results.blocks import CampaignBlock, ReadingStreamBlock
from results.drawing import draw_arc
from results.models.share_card import CardFigure, ShareCard
from results.reading import PageReading
from results.sharing.lettering import Face, Style, balanced, spelled, wrapped
from results.sharing.painting import LARGEST_VALUE, LIT, NIGHT, ON_NIGHT, UNLIT, paint
from tests.docs.test_theme import contrast, luminance
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block, home_page
from tests.sharing.building import figure, fresh, group

pytestmark = pytest.mark.django_db

REPORTS = figure("reports", "6558", "granskade tips", highlight="lead")
ILLEGAL = figure(
    "illegal", "1100", "bedömdes som illegala", highlight="key",
    whole_value="6558", whole_label="granskade tips",
)  # fmt: skip


def card(*content: dict[str, Any], **fields: Any) -> ShareCard:
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
    assert shown.figure == CardFigure("133\xa0000", "visningar, till och med 30 juni 2017")
    assert shown.alt_text.endswith("visningar, till och med 30 juni 2017.")


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


ARC = draw_arc(Decimal(1100), Decimal(6558))
EMPTY = ShareCard("ECPAT Sverige", "Resultat 2016", "")
# Letters as high as those of a printed page are what OCR expects.
READING_HEIGHT = 80


def with_figure(value: str, label: str = "granskade tips", **fields: object) -> ShareCard:
    return ShareCard("ECPAT Sverige", "Resultat 2016", "", CardFigure(value, label), **fields)  # type: ignore[arg-type]


def picture(shown: ShareCard) -> Image.Image:
    return Image.open(BytesIO(paint(shown))).convert("RGB")


def text_in(image: Image.Image, top: int, bottom: int, right: int = 1200) -> str:
    line = image.crop((30, top, right, bottom)).convert("L")
    width = round(line.width * READING_HEIGHT / line.height)
    file = BytesIO()
    line.resize((width, READING_HEIGHT), Image.Resampling.LANCZOS).save(file, "PNG")
    run = subprocess.run(
        ["tesseract", "stdin", "-", "--psm", "7"],
        input=file.getvalue(), capture_output=True, check=True,
    )  # fmt: skip
    return run.stdout.decode().strip()


def number(text: str) -> str:
    """The text without spaces and with one sign for what looks round to OCR: O, ö and 0."""
    return re.sub("[oö]", "0", re.sub(r"\s", "", text).lower())


@pytest.mark.parametrize(
    "value",
    [
        "6\xa0558",
        "133,000",
        "98,6\xa0%",
        "över\xa0250",
        "over\xa0250",
        "123\xa0456\xa0789\xa0012",
    ],
)
def test_a_machine_reads_the_figure_as_the_number_it_states(value: str) -> None:
    has_arc = value.startswith("6")
    shown = with_figure(value, arc=ARC if has_arc else None)
    top, bottom = (110, 365) if has_arc else (162, 417)
    read = text_in(picture(shown), top, bottom, 640 if has_arc else 1200)
    assert number(read) == number(value)


def test_a_machine_reads_the_part_and_both_labels() -> None:
    shown = with_figure("6\xa0558", arc=ARC, part=CardFigure("1\xa0100", "assessed as illegal"))
    image = picture(shown)
    assert text_in(image, 345, 415, 440) == "granskade tips"
    assert number(text_in(image, 440, 530, 440)) == "1100"
    assert text_in(image, 525, 585, 440) == "assessed as illegal"


def test_the_gap_between_the_digits_of_a_number_does_not_part_it() -> None:
    line = picture(with_figure("6\xa0558")).crop((60, 200, 1144, 370)).convert("L")
    ground = line.getpixel((1083, 0))
    columns = "".join(
        " " if line.crop((x, 0, x + 1, line.height)).getextrema() == (ground, ground) else "x"
        for x in range(line.width)
    )
    gaps = [len(gap) for gap in columns.strip().split("x") if gap]
    digit = Style(Face.SERIF, LARGEST_VALUE).width("5")
    assert digit / 5 < max(gaps) < digit / 2


def test_no_word_of_a_label_stands_alone() -> None:
    style = Style(Face.SANS, 26)
    lines, is_whole = balanced("tips som bedömdes som illegala", style, [330, 330])
    assert (lines, is_whole) == (["tips som bedömdes", "som illegala"], True)
    assert balanced("granskade tips", style, [330, 330]) == (["granskade tips"], True)


def test_everything_stands_out_from_the_ground() -> None:
    assert contrast(ON_NIGHT, NIGHT) > 10
    assert contrast(LIT, NIGHT) > 7
    assert contrast(UNLIT, NIGHT) > 3
    assert luminance(LIT) > 1.5 * luminance(UNLIT)


LONG = "människohandelsbekämpningssamordnarutbildningar i hela landet och därtill utanför det"
HOSTILE = {
    "long title": ShareCard("ECPAT", "Verksamhetsberättelse " * 11 + "2016/17 end", "2016/17"),
    "long title with a figure": ShareCard(
        "En förening " * 8, "Verksamhetsberättelse " * 11, "2016/17", CardFigure("6\xa0558", LONG)
    ),
    "one word": ShareCard("ECPAT", "Å" * 255, "2016", CardFigure("6\xa0558", "x" * 160), arc=ARC),
    "long labels": with_figure("6\xa0558", LONG, part=CardFigure("1\xa0100", LONG), arc=ARC),
    "long value": with_figure(
        "at\xa0least\xa0123,456,789,012.3456\xa0percentage\xa0points", arc=ARC
    ),
    "nothing": ShareCard("", "", ""),
    "letters we lack": ShareCard("😀", "تقرير 😀", "2016", CardFigure("−\u2060€5", "\ufe0f\u3164")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_cut_at_the_margins(name: str) -> None:
    image = picture(HOSTILE[name])
    assert image.size == (1200, 630)
    ground = image.getpixel((0, 0))
    for margin in ((0, 0, 48, 630), (1144, 0, 1200, 630), (0, 0, 1200, 30)):
        edge = image.crop(margin)
        assert edge.getcolors() == [(edge.width * edge.height, ground)], margin


def test_a_picture_is_small() -> None:
    shown = with_figure("6\xa0558", part=CardFigure("1\xa0100", "assessed as illegal"), arc=ARC)
    assert len(paint(shown)) < 60_000


def test_letters_that_the_fonts_lack_are_left_out() -> None:
    assert spelled("Resultat 😀  تقرير 2016", Face.SERIF) == "Resultat 2016"
    assert spelled("😀 – تقرير", Face.SERIF) == ""
    assert spelled("Ångström, Š, ź", Face.SANS) == "Ångström, S, z"
    assert spelled("6\xa0558\nx", Face.SERIF) == "6\xa0558 x"


def test_a_figure_whose_label_cannot_be_written_is_left_out() -> None:
    shown = ShareCard("ECPAT", "Resultat", "2016", CardFigure("12", "تقرير"))
    assert paint(shown) == paint(ShareCard("ECPAT", "Resultat", "2016"))


def test_long_text_ends_in_an_ellipsis_and_long_words_are_parted() -> None:
    style = Style(Face.SANS, 40)
    assert wrapped("one two", style, [500]) == (["one two"], True)
    lines, is_whole = wrapped("one two three four five six", style, [200, 200])
    assert not is_whole
    assert lines[-1].endswith("…")
    lines, _ = wrapped("x" * 30, style, [200, 200])
    assert lines[0].endswith("-")
    assert all(style.width(line) <= 200 for line in lines)
