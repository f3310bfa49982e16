"""The sizes of a picture, which figures stand in the band, and marks of texts in other blocks."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from wagtail.images import get_image_model

import pytest
from PIL import Image

from results.blocks import StatBlock
from results.blocks.stat_value import StatValue
from results.blocks.walking import walk
from results.models import ResultsPage
from results.reading import PageReading
from results.reading.figures import choose_key_figures
from results.reading.provenance import Provenance, find_marks
from tests.factories import ResultsPageFactory, block
from tests.translation.segments import built
from tests.translation.test_blocks import Deep

pytestmark = pytest.mark.django_db


def picture(width: int, height: int, left: str = "navy", right: str = "navy", **fields: Any) -> Any:
    """A picture whose halves have two colours."""
    drawn = Image.new("RGB", (width, height), right)
    drawn.paste(left, (0, 0, width // 2, height))
    output = BytesIO()
    drawn.save(output, "PNG")
    file = ContentFile(output.getvalue(), name=f"{width}-{height}.png")
    return get_image_model().objects.create(title="A surface", file=file, **fields)


def reading(**fields: Any) -> PageReading:
    page = ResultsPageFactory.create(**fields)
    return PageReading.of(ResultsPage.objects.get(pk=page.pk))


def image_block(found: Any, **value: Any) -> dict[str, Any]:
    return block("image", "image", image=found.pk, alt_text="A surface", **value)


def drawn_at(url: str, settings: Any) -> Image.Image:
    return Image.open(Path(settings.MEDIA_ROOT) / url.removeprefix(settings.MEDIA_URL))


def test_a_picture_comes_as_webp_and_in_its_own_format(settings: Any) -> None:
    found = picture(2000, 1000)
    shown = reading(content=[image_block(found)]).picture(found.pk)

    assert shown
    assert [source["width"] for source in shown["sources"]] == [480, 960, 1600]
    assert {drawn_at(source["url"], settings).format for source in shown["sources"]} == {"WEBP"}
    own = drawn_at(shown["url"], settings)
    assert own.format == "PNG"
    assert own.size == (shown["width"], shown["height"]) == (960, 480)


@pytest.mark.parametrize(
    ("size", "shown_size"), [((1, 1), (1, 1)), ((4000, 2), (960, 1)), ((100, 3000), (32, 960))]
)
def test_a_picture_is_never_enlarged_and_never_taller_than_wide(
    size: tuple[int, int], shown_size: tuple[int, int]
) -> None:
    found = picture(*size)
    shown = reading(content=[image_block(found)]).picture(found.pk)

    assert shown
    assert (shown["width"], shown["height"]) == shown_size


@pytest.mark.parametrize("crop", ["hero", "poster"])
def test_what_is_cut_off_lies_away_from_the_focal_point(crop: str, settings: Any) -> None:
    found = picture(
        3000,
        700,
        left="red",
        focal_point_x=300,
        focal_point_y=350,
        focal_point_width=100,
        focal_point_height=100,
    )
    video = block("video", "film", title="The film", poster=found.pk)
    read = reading(content=[video], hero_image=found)
    shown = read.hero if crop == "hero" else read.poster(found.pk)

    assert shown
    middle = drawn_at(shown["url"], settings).convert("RGB").getpixel((shown["width"] // 2, 5))
    assert middle == (255, 0, 0)


def test_a_picture_that_cannot_be_drawn_for_lack_of_room_leaves_its_description(
    settings: Any, tmp_path: Path, client: Any
) -> None:
    found = picture(900, 600)
    page = ResultsPageFactory.create(content=[image_block(found)])
    full = tmp_path / "full"
    full.write_text("no folder can be made here")
    settings.MEDIA_ROOT = full

    html = client.get(page.url).content.decode()
    assert "<picture>" not in html
    assert "A surface" in html


def test_a_file_that_has_gone_leaves_its_description(settings: Any, client: Any) -> None:
    found = picture(900, 600)
    page = ResultsPageFactory.create(content=[image_block(found)])
    client.get(page.url)
    for rendition in found.renditions.all():
        rendition.file.storage.delete(rendition.file.name)

    answer = client.get(page.url)
    assert answer.status_code == 200
    assert 'alt="A surface"' in answer.content.decode()


def figure(value: str, highlight: str = "key", **others: Any) -> StatValue:
    others = {name: Decimal(v) if name == "whole_value" else v for name, v in others.items()}
    raw = {"value": Decimal(value), "label": value, "highlight": highlight, **others}
    found: StatValue = StatBlock().normalize(raw)
    return found


@pytest.mark.parametrize(
    ("figures", "lead", "others"),
    [
        ([figure("250"), figure("6558", "lead"), figure("3", "none")], "6558", ["250"]),
        ([figure("250"), figure("1382")], "250", ["1382"]),
    ],
)
def test_the_figure_marked_as_lead_leads_else_the_first_key_figure(
    figures: list[StatValue], lead: str, others: list[str]
) -> None:
    keys = choose_key_figures(figures)
    assert keys
    assert (keys.lead["label"], [other["label"] for other in keys.others]) == (lead, others)
    assert choose_key_figures([figure("1", "none")]) is choose_key_figures([]) is None


def test_a_figure_whose_whole_is_the_lead_stands_beside_it() -> None:
    part = figure("1100", whole_value="6558")
    keys = choose_key_figures([part, figure("6558", "lead"), figure("250")])
    assert keys
    assert keys.part is part
    assert [other["label"] for other in keys.others] == ["250"]
    assert keys.arc
    assert sum(ring.dots for ring in keys.arc.rings if ring.lit) == 1100


@pytest.mark.parametrize(
    "others",
    [
        {"whole_value": "6559"},
        {"whole_value": "6558", "unit": "SEK"},
        {"whole_value": "6558", "period_end": date(2016, 6, 30)},
    ],
)
def test_a_part_of_something_else_does_not_stand_beside_the_lead(others: dict[str, Any]) -> None:
    keys = choose_key_figures([figure("6558", "lead"), figure("1100", **others)])
    assert keys
    assert keys.part is None


@pytest.mark.parametrize("others", [{"qualifier": "over"}, {"unit": "percent"}])
def test_what_is_not_counted_exactly_draws_no_dots(others: dict[str, Any]) -> None:
    keys = choose_key_figures([figure("250", "lead", **others)])
    assert keys
    assert keys.arc is None


def test_a_lead_that_is_itself_a_part_draws_its_whole() -> None:
    keys = choose_key_figures([figure("1100", "lead", whole_value="6558")])
    assert keys
    assert keys.arc
    assert sum(ring.dots for ring in keys.arc.rings) == 6558
    assert keys.drawn is keys.lead


def test_text_that_holds_markup_stays_text() -> None:
    deep = Deep()
    value = built(deep, {"heading": "a <b> & c"})
    untranslated = {"body.heading": ["a &lt;b&gt; &amp; c"]}
    nodes = list(walk(deep, value, ("body",)))
    texts = find_marks(nodes, Provenance("sv", untranslated=untranslated)).of(value)
    assert texts["heading"] == '<span lang="sv" dir="ltr">a &lt;b&gt; &amp; c</span>'
    assert texts.paragraphs["heading"] == '<p lang="sv" dir="ltr">a &lt;b&gt; &amp; c</p>'
