"""Pictures become images of the site and look there as in the document, whatever their kind."""

from io import BytesIO
from pathlib import Path
from typing import Any

from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

import pytest
from PIL import Image, ImageCms

from results.findings import path_exists, read_open_points
from results.importing.drafting import make_draft, place_for
from results.importing.pictures import MAX_SIDE
from results.models import ResultsIndexPage
from results.reading.targets import ALL_SPECS

from ...factories import EDITOR, UserFactory
from .. import papers
from ..papers import drafted, illustrated, let_add_images, media_files, picture_tag
from ..texts import texts_of
from .embedded import document, plain, written

pytestmark = pytest.mark.django_db


def test_a_picture_becomes_an_image_without_the_place_where_it_was_taken(
    index: ResultsIndexPage,
) -> None:
    assert Image.open(BytesIO(papers.photograph())).getexif().get_ifd(0x8825)

    drafted(index, illustrated(picture_tag()))

    image = get_image_model().objects.get()
    with Image.open(image.file.path) as picture:
        assert not picture.getexif()
        assert "exif" not in picture.info
        assert picture.size == (image.width, image.height) == (64, 48)
    assert b"Camera of a photographer" not in Path(image.file.path).read_bytes()
    assert image.file_size == Path(image.file.path).stat().st_size
    assert image.file_hash == hash_filelike(BytesIO(Path(image.file.path).read_bytes()))


def test_a_picture_keeps_its_description_wherever_it_stands(index: ResultsIndexPage) -> None:
    more = "<blockquote>It went well.</blockquote>" + picture_tag(3, "A third")
    page = drafted(
        index, illustrated(picture_tag(1, "A first"), picture_tag(2, "A second"), more=more)
    ).page

    assert page.hero_alt_text == "A first"
    told = [text for text in texts_of(page.body.get_prep_value()) if text.startswith("A ")]
    assert told == ["A second", "A third"]
    assert get_image_model().objects.get(pk=page.hero_image_id).description == "A first"


def test_each_picture_is_one_image(index: ResultsIndexPage) -> None:
    outcome = drafted(index, illustrated(*(picture_tag(number) for number in range(5))))

    images = get_image_model().objects.all()
    assert {image.file.name for image in images} == media_files()
    assert sorted(outcome.record.images) == sorted(image.pk for image in images)
    assert len(images) == 5


def test_a_picture_that_nobody_described_is_left_to_do(index: ResultsIndexPage) -> None:
    page = drafted(index, illustrated(picture_tag(1, ""), picture_tag(2, ""))).page

    points = read_open_points(page.open_points)
    assert [point.text for point in points] == ["Describe the main image.", "Describe the picture."]
    assert all(path_exists(page, point.path) for point in points)


def test_the_person_is_named_as_who_added_the_images(index: ResultsIndexPage) -> None:
    user = UserFactory.create(may=EDITOR)
    let_add_images(user)

    drafted(index, illustrated(picture_tag()), user)

    assert get_image_model().objects.get().uploaded_by_user == user


def test_pictures_of_somebody_who_may_not_add_images_are_left_out_and_told(
    index: ResultsIndexPage,
) -> None:
    user = UserFactory.create(may=EDITOR)
    source = illustrated(
        picture_tag(1, "A first"), picture_tag(2, ""), more=picture_tag(3, "A third")
    )
    plan = papers.plan(source)

    page = make_draft(plan, source, place_for(index, 2016, user), user).page

    assert not get_image_model().objects.exists()
    assert not media_files()
    assert page.hero_image is None
    reason = "A picture: you may not add images."
    assert [left.text for left in plan.left_out if left.reason == reason] == [
        "A first",
        "",
        "A third",
    ]
    assert page.get_refusals(publishing=True) == []


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


@pytest.mark.parametrize("mode", ["RGB", "LA", "P", "1", "I;16"])
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
