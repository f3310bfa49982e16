"""Pictures that the site does not take are left out, with the reason."""

from typing import Any

from wagtail.images import get_image_model

import pytest
from PIL import Image, ImageFile
from pytest_django import Settings

from results.findings import path_exists, read_open_points
from results.importing.document import LeftOut, Picture
from results.importing.drafting import images, make_draft, place_for
from results.importing.planning.blocks import planned_picture
from results.models import ResultsIndexPage
from tests.importing.admin.importer import Importer
from tests.importing.drafting.embedded import cut_off, document, plain, reasons, tag, written
from tests.importing.papers import drafted, illustrated, let_add_images, media_files, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The pictures that have been decoded."""
    found: list[Any] = []
    prepare = ImageFile.ImageFile.load_prepare

    def count(self: Any) -> None:
        found.append(self)
        prepare(self)

    monkeypatch.setattr(ImageFile.ImageFile, "load_prepare", count)
    # The demo looks into every image of its own accord.
    monkeypatch.setattr("cms.images.has_metadata", lambda content: False)
    return found


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_is_decoded_once_from_upload_to_draft(
    index: ResultsIndexPage, decoded: list[Any], kind: str
) -> None:
    importer = Importer(index)
    let_add_images(importer.user)
    source = document(*(plain(60 + number, kind=kind) for number in range(3)))
    decoded.clear()

    review = importer.review(content=source.content, name=source.name)
    assert not decoded
    assert review.make().status_code == 302

    assert get_image_model().objects.count() == 3
    assert len(decoded) == 3


def test_pictures_beyond_the_number_that_a_document_may_bring_are_left_out(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "MAX_PICTURES", 2)
    source = document(*(plain(60 + number) for number in range(4)))

    page = drafted(index, source).page

    assert get_image_model().objects.count() == 2
    found = plan(source)
    images.leave_pictures_out(found, None)
    reason = "A picture beyond the first 2 of the document."
    assert reasons(found) == {"Picture 3": reason, "Picture 4": reason}
    assert page.get_refusals(publishing=True) == []


def test_pictures_beyond_the_pixels_that_a_document_may_bring_are_left_out(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "MAX_TOTAL_PIXELS", 25_000)
    source = document(plain(100, 100), plain(200, 100), plain(100, 100))

    drafted(index, source)

    assert {image.width for image in get_image_model().objects.all()} == {100}
    found = plan(source)
    images.leave_pictures_out(found, None)
    assert reasons(found) == {
        "Picture 2": "A picture that there is no room for: those of one document may have 25,000 pixels together."
    }


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

    outcome = drafted(index, source)

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


def test_a_damaged_picture_is_told_with_its_words(index: ResultsIndexPage) -> None:
    source = document(cut_off("JPEG"))
    found = plan(source)
    make_draft(found, source, place_for(index, 2016))

    assert reasons(found) == {"Picture 1": "A picture that is damaged."}


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n<html></html>", cut_off("PNG"), cut_off("WEBP")],
    ids=["none", "other", "cut", "cut-webp"],
)
def test_a_picture_that_is_seen_to_be_damaged_is_not_planned(content: bytes) -> None:
    planned, left_out = planned_picture(Picture(content, "The second"))

    assert planned is None
    assert left_out == [LeftOut("The second", "A picture that is damaged.")]


def test_a_format_that_is_not_imported_is_told_as_such(db: None) -> None:
    found = plan(document(plain(kind="TIFF"), plain(kind="BMP")))

    reason = "A picture in another format than JPEG, PNG, GIF and WebP."
    assert reasons(found) == {"Picture 1": reason, "Picture 2": reason}


def test_a_picture_of_more_pixels_than_the_site_takes_is_left_out(
    settings: Settings, db: None
) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 10_000

    found = plan(document(plain(100, 100), plain(101, 100)))

    assert reasons(found) == {"Picture 2": "A picture of more than 10,000 pixels."}


@pytest.mark.parametrize("site", [None, 900_000_000])
def test_no_picture_of_more_than_50_million_pixels_is_taken(
    settings: Settings, site: int | None, db: None
) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = site

    found = plan(document(plain(8000, 8000, mode="1"), plain(20_000, 20_000, mode="1")))

    reason = "A picture of more than 50,000,000 pixels."
    assert reasons(found) == {"Picture 1": reason, "Picture 2": reason}


def test_a_picture_of_more_bytes_than_the_site_takes_is_left_out(
    settings: Settings, db: None
) -> None:
    large = written(Image.effect_noise((200, 200), 80))
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20_000
    assert len(large) > 20_000

    found = plan(document(plain(), large))

    assert reasons(found) == {"Picture 2": "A picture of more than 19.5\N{NO-BREAK SPACE}KB."}


def test_a_site_without_limits_of_its_own_takes_all_others(settings: Settings, db: None) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = None

    assert reasons(plan(document(plain()))) == {}


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
