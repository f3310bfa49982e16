"""Pictures become images of the site."""

from io import BytesIO
from pathlib import Path

from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

import pytest
from PIL import Image

from results.findings import path_exists, read_open_points
from results.importing.drafting import make_draft, place_for
from results.models import ResultsIndexPage
from tests.factories import EDITOR, UserFactory
from tests.importing import papers
from tests.importing.papers import drafted, illustrated, let_add_images, media_files, picture_tag
from tests.importing.texts import texts_of

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
