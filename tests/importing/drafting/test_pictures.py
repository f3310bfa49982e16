"""Pictures become images of the site and look as in the document; those it does not take are left out."""

from io import BytesIO
from pathlib import Path
from typing import Any

from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

import pytest
from PIL import Image, ImageCms
from pytest_django import Settings

from results.importing.document import LeftOut, Picture
from results.importing.drafting import Source, images, make_draft, place_for
from results.importing.pictures import MAX_SIDE
from results.importing.planning import Plan
from results.importing.planning.blocks import planned_picture
from results.models import ResultsIndexPage
from results.reading.targets import ALL_SPECS
from results.rules.page import read_open_points
from results.rules.places import path_exists
from tests.factories import EDITOR, UserFactory
from tests.importing import papers
from tests.importing.admin.importer import Importer
from tests.importing.papers import (
    cut_off,
    drafted,
    illustrated,
    let_add_images,
    media_files,
    picture_tag,
    plain,
    plan,
    tag,
    written,
)
from tests.importing.texts import texts_of

pytestmark = pytest.mark.django_db


def document(*contents: bytes, alt: str = "Picture {}") -> Source:
    """A document with these pictures, described as "Picture 1" and so on."""
    numbered = enumerate(contents, start=1)
    return illustrated(*(tag(content, alt.format(number)) for number, content in numbered))


def reasons(plan: Plan) -> dict[str, str]:
    """Why each picture was left out, by its description."""
    return {left.text: str(left.reason) for left in plan.left_out}


def test_a_picture_becomes_an_image_without_the_place_where_it_was_taken(
    index: ResultsIndexPage,
) -> None:
    assert Image.open(BytesIO(papers.photograph())).getexif().get_ifd(0x8825)
    user = UserFactory.create(may=EDITOR)
    let_add_images(user)

    drafted(index, illustrated(picture_tag()), user)

    image = get_image_model().objects.get()
    with Image.open(image.file.path) as picture:
        assert not picture.getexif()
        assert "exif" not in picture.info
        assert picture.size == (image.width, image.height) == (64, 48)
    assert b"Camera of a photographer" not in Path(image.file.path).read_bytes()
    assert image.uploaded_by_user == user
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


def test_a_picture_that_nobody_described_is_left_to_do(index: ResultsIndexPage) -> None:
    page = drafted(index, illustrated(picture_tag(1, ""), picture_tag(2, ""))).page

    points = read_open_points(page.open_points)
    assert [point.text for point in points] == ["Describe the main image.", "Describe the picture."]
    assert all(path_exists(page, point.path) for point in points)


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


@pytest.mark.parametrize(
    ("bound", "most", "reason"),
    [
        ("MAX_PICTURES", 2, "A picture beyond the first 2 of the document."),
        ("MAX_TOTAL_PIXELS", 25_000, "A picture that there is no room for: those of one document may have 25,000 pixels together."),
    ],
)  # fmt: skip
def test_pictures_beyond_what_a_document_may_bring_are_left_out_and_told(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch, bound: str, most: int, reason: str
) -> None:
    monkeypatch.setattr(images, bound, most)
    source = document(plain(100, 100), plain(101, 100), plain(200, 100))

    page = drafted(index, source).page

    assert {image.width for image in get_image_model().objects.all()} == {100, 101}
    assert page.get_refusals(publishing=True) == []
    found = plan(source)
    images.leave_pictures_out(found, None)
    assert reasons(found) == {"Picture 3": reason}


def test_the_review_shows_no_picture_that_the_draft_will_not_have(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "MAX_PICTURES", 1)
    importer = Importer(index)
    let_add_images(importer.user)
    source = document(plain(60), plain(61))

    review = importer.review(content=source.content, name=source.name)

    assert "With a picture" not in review.said
    assert "Picture 2 (A picture beyond the first 1 of the document.)" in review.said


def test_a_picture_without_words_is_not_left_out_in_silence(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "MAX_PICTURES", 1)
    source = document(plain(60), plain(61), plain(62), alt="")
    found = plan(source)

    images.leave_pictures_out(found, None)
    images.leave_pictures_out(found, None)

    assert found.notices == ["Left out: A picture beyond the first 1 of the document."]


@pytest.mark.parametrize("kind", ["JPEG", "GIF"])
def test_a_picture_that_turns_out_to_be_damaged_is_left_out_and_becomes_a_point(
    index: ResultsIndexPage, kind: str
) -> None:
    content = cut_off(kind)
    more = "<blockquote>It went well.</blockquote>" + tag(content, "A third")
    source = illustrated(tag(content, "A first"), tag(content, ""), tag(plain(), "Kept"), more=more)

    found = plan(source)
    outcome = make_draft(found, source, place_for(index, 2016))

    assert {"A first": "A picture that is damaged."}.items() <= reasons(found).items()
    image = get_image_model().objects.get()
    assert image.title == "Kept"
    assert media_files() == {image.file.name}
    assert outcome.record.images == [image.pk]
    page = outcome.page
    points = [point for point in read_open_points(page.open_points) if "again" in point.text]
    assert [point.text for point in points] == [
        "Add the picture “A first” again: in the document it is damaged.",
        "Add a picture again: in the document it is damaged.",
        "Add the picture “A third” again: in the document it is damaged.",
    ]
    assert all(path_exists(page, point.path) for point in points)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n<html></html>", cut_off("PNG"), cut_off("WEBP")],
    ids=["none", "other", "cut", "cut-webp"],
)
def test_a_picture_that_is_seen_to_be_damaged_is_not_planned(content: bytes) -> None:
    planned, left_out = planned_picture(Picture(content, "The second"))

    assert planned is None
    assert left_out == [LeftOut("The second", "A picture that is damaged.")]


PIXELS, BYTES = "WAGTAILIMAGES_MAX_IMAGE_PIXELS", "WAGTAILIMAGES_MAX_UPLOAD_SIZE"
MANY = "A picture of more than 50,000,000 pixels."


@pytest.mark.parametrize(
    ("limits", "content", "reason"),
    [
        ({}, plain(kind="TIFF"), "A picture in a format other than JPEG, PNG, GIF or WebP."),
        ({PIXELS: 10_000}, plain(101, 100), "A picture of more than 10,000 pixels."),
        ({PIXELS: None}, plain(8000, 8000, mode="1"), MANY),
        ({PIXELS: 900_000_000}, plain(20_000, 20_000, mode="1"), MANY),
        (
            {BYTES: 20_000},
            written(Image.effect_noise((200, 200), 80)),
            "A picture of more than 19.5\N{NO-BREAK SPACE}KB.",
        ),
        ({PIXELS: None, BYTES: None}, plain(), None),
    ],
    ids=["format", "pixels", "no-limit", "high-limit", "bytes", "no-limits"],
)
def test_a_picture_that_is_not_taken_is_left_out_with_the_reason(
    settings: Settings, db: None, limits: dict[str, int | None], content: bytes, reason: str | None
) -> None:
    for name, limit in limits.items():
        setattr(settings, name, limit)

    assert reasons(plan(document(plain(), content))) == ({"Picture 2": reason} if reason else {})


def test_a_format_that_the_site_does_not_take_is_left_out(
    index: ResultsIndexPage, settings: Settings
) -> None:
    settings.WAGTAILIMAGES_EXTENSIONS = ["jpeg", "png"]
    source = document(plain(kind="JPEG"), plain(kind="GIF"), plain())

    drafted(index, source)

    assert sorted(name.rpartition(".")[2] for name in media_files()) == ["jpeg", "png"]
    assert reasons(plan(source)) == {
        "Picture 2": "A picture in a format that the site does not take."
    }
