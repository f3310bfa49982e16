"""The sizes of a picture and what is cut off it."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from wagtail.images import get_image_model

import pytest
from PIL import Image

from results.models import ResultsPage
from results.reading import PageReading
from tests.factories import ResultsPageFactory, block

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
    assert [source["width"] for source in shown.sources] == [480, 960, 1600]
    assert {drawn_at(source["url"], settings).format for source in shown.sources} == {"WEBP"}
    own = drawn_at(shown.url, settings)
    assert own.format == "PNG"
    assert own.size == (shown.width, shown.height) == (960, 480)


@pytest.mark.parametrize(
    ("size", "shown_size"), [((1, 1), (1, 1)), ((4000, 2), (960, 1)), ((100, 3000), (32, 960))]
)
def test_a_picture_is_never_enlarged_and_never_taller_than_wide(
    size: tuple[int, int], shown_size: tuple[int, int]
) -> None:
    found = picture(*size)
    shown = reading(content=[image_block(found)]).picture(found.pk)

    assert shown
    assert (shown.width, shown.height) == shown_size


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
    middle = drawn_at(shown.url, settings).convert("RGB").getpixel((shown.width // 2, 5))
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
