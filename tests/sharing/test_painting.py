"""The picture of a share card: read by a machine as the number it states, whole whatever it says."""

import re
import subprocess
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from results.drawing import draw_arc
from results.models.share_card import CardFigure, ShareCard
from results.sharing.lettering import Face, Style, spelled, wrapped
from results.sharing.painting import LIT, NIGHT, ON_NIGHT, UNLIT, paint

ARC = draw_arc(Decimal(1100), Decimal(6558))
EMPTY = ShareCard("ECPAT Sverige", "Resultat 2016", "")
# Letters as high as those of a printed page are what OCR expects.
READING_HEIGHT = 80


def card(value: str, label: str = "granskade tips", **fields: object) -> ShareCard:
    return ShareCard("ECPAT Sverige", "Resultat 2016", "", CardFigure(value, label), **fields)  # type: ignore[arg-type]


def picture(shown: ShareCard) -> Image.Image:
    return Image.open(BytesIO(paint(shown))).convert("RGB")


def text_in(image: Image.Image, top: int, bottom: int, right: int = 1200) -> str:
    """What OCR reads in a line of the picture."""
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
        "6,558",
        "133\xa0000",
        "133,000",
        "98,6\xa0%",
        "98.6%",
        "över\xa0250",
        "over\xa0250",
        "123\xa0456\xa0789\xa0012",
        "123,456,789,012",
    ],
)
def test_a_machine_reads_the_figure_as_the_number_it_states(value: str) -> None:
    has_arc = value.startswith("6")
    shown = card(value, arc=ARC if has_arc else None)
    top, bottom = (110, 365) if has_arc else (162, 417)
    read = text_in(picture(shown), top, bottom, 640 if has_arc else 1200)
    assert number(read) == number(value)


def test_a_machine_reads_the_part_and_both_labels() -> None:
    shown = card("6\xa0558", arc=ARC, part=CardFigure("1\xa0100", "assessed as illegal"))
    image = picture(shown)
    assert text_in(image, 345, 415, 440) == "granskade tips"
    assert number(text_in(image, 440, 530, 440)) == "1100"
    assert text_in(image, 525, 585, 440) == "assessed as illegal"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_everything_stands_out_from_the_ground() -> None:
    def contrast(colour: str) -> float:
        return (luminance(colour) + 0.05) / (luminance(NIGHT) + 0.05)

    assert contrast(ON_NIGHT) > 10
    assert contrast(LIT) > 7
    assert contrast(UNLIT) > 3
    assert luminance(LIT) > 1.5 * luminance(UNLIT)


LONG = "människohandelsbekämpningssamordnarutbildningar i hela landet och därtill utanför det"
HOSTILE = {
    "long title": ShareCard("ECPAT", "Verksamhetsberättelse " * 11 + "2016/17 end", "2016/17"),
    "long title with a figure": ShareCard(
        "En förening " * 8, "Verksamhetsberättelse " * 11, "2016/17", CardFigure("6\xa0558", LONG)
    ),
    "one word": ShareCard("ECPAT", "Å" * 255, "2016", CardFigure("6\xa0558", "x" * 160), arc=ARC),
    "long labels": card("6\xa0558", LONG, part=CardFigure("1\xa0100", LONG), arc=ARC),
    "long value": card("at\xa0least\xa0123,456,789,012.3456\xa0percentage\xa0points", arc=ARC),
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
    shown = card("6\xa0558", part=CardFigure("1\xa0100", "assessed as illegal"), arc=ARC)
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
