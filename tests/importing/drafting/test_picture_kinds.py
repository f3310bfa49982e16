"""Whatever kind a picture is of, it looks on the site as in the document."""

from io import BytesIO
from typing import Any

from wagtail.images import get_image_model

import pytest
from PIL import Image, ImageCms

from results.importing.pictures import MAX_SIDE
from results.models import ResultsIndexPage
from results.reading.targets import ALL_SPECS
from tests.importing.drafting.embedded import document, plain, written
from tests.importing.papers import drafted

pytestmark = pytest.mark.django_db


def kept(index: ResultsIndexPage, content: bytes) -> Image.Image:
    """The picture as the site has it."""
    drafted(index, document(content))
    with get_image_model().objects.get().file.open() as file:
        picture = Image.open(BytesIO(file.read()))
    picture.load()
    return picture


def with_a_hole(mode: str) -> Image.Image:
    """Red, and in the corner a colour that stands for nothing."""
    picture = Image.new("RGB", (40, 40), (200, 0, 0))
    picture.paste((1, 2, 3), (0, 0, 10, 10))
    return picture.convert(mode, palette=Image.Palette.ADAPTIVE)


@pytest.mark.parametrize(
    ("mode", "kind", "key"),
    [("P", "PNG", None), ("P", "GIF", None), ("RGB", "PNG", (1, 2, 3)), ("L", "PNG", None)],
)
def test_what_is_transparent_stays_so(
    index: ResultsIndexPage, mode: str, kind: str, key: Any
) -> None:
    picture = with_a_hole(mode)
    key = key or picture.getpixel((0, 0))

    found = kept(index, written(picture, kind, transparency=key)).convert("RGBA")

    opacity = found.getchannel("A")
    assert opacity.getpixel((0, 0)) == 0
    assert opacity.getpixel((30, 30)) == 255


def test_a_photograph_with_a_second_frame_is_kept_with_its_first(index: ResultsIndexPage) -> None:
    first, second = (Image.new("RGB", (64, 48), colour) for colour in ("red", "blue"))
    content = written(first, "MPO", save_all=True, append_images=[second])
    assert Image.open(BytesIO(content)).format == "MPO"

    found = kept(index, content)

    assert found.format == "JPEG"
    red, _green, blue = (channel.getextrema() for channel in found.split())
    assert (red, blue) == ((254, 254), (0, 0))
    assert get_image_model().objects.get().file.name.endswith(".jpg")


@pytest.mark.parametrize(
    "profile",
    [b"GPS 59.32" * 50, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_colour_profile_is_kept_only_if_it_is_one(
    index: ResultsIndexPage, kind: str, profile: bytes
) -> None:
    content = written(Image.new("RGB", (64, 48)), kind, icc_profile=profile)

    found = kept(index, content)

    is_one = b"GPS" not in profile
    assert found.info.get("icc_profile") == (profile if is_one else None)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_picture_with_a_longer_side_than_pages_can_show_is_made_smaller(
    index: ResultsIndexPage, mode: str
) -> None:
    found = kept(index, plain(400, 20_000, mode=mode))

    assert found.size == (328, MAX_SIDE)
    renditions = get_image_model().objects.get().get_renditions(*ALL_SPECS)
    assert len(renditions) == len(ALL_SPECS)


def test_a_photograph_is_turned_before_its_sides_are_looked_at(index: ResultsIndexPage) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    found = kept(index, written(Image.new("RGB", (20_000, 400)), "JPEG", exif=exif))

    assert found.size == (328, MAX_SIDE)
