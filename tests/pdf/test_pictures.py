"""Pictures in a PDF: in words where they cannot be shown, in silence where they say nothing."""

from pathlib import Path
from typing import Any

from wagtail.images import get_image_model

import pytest

from results.models import ResultsPage
from results.pdf.making import make_pdf
from results.reading import PageReading
from tests.api.building import make_image
from tests.factories import as_stream, block

from .conftest import Small, print_body

pytestmark = pytest.mark.django_db


def image_block(image: Any, **fields: Any) -> list[dict[str, Any]]:
    return [block("image", "i", image=image.pk, **{"alt_text": "A classroom", **fields})]


@pytest.mark.parametrize("size", [(1, 1), (20_000, 10), (10, 20_000)])
def test_a_picture_of_any_shape_fits_its_page(edition: Small, size: tuple[int, int]) -> None:
    spoken = print_body(edition.swedish, image_block(make_image(size=size)))

    (picture,) = spoken.document.find("Figure")
    assert picture.alt == "A classroom"


@pytest.mark.parametrize("left", [None, 0, 400])
def test_a_picture_that_is_missing_or_cut_off_is_told_in_words(
    edition: Small, media_folder: Path, left: int | None
) -> None:
    image = make_image()
    body = image_block(image)
    print_body(edition.swedish, body)
    for file in media_folder.glob("images/*"):
        file.unlink() if left is None else file.write_bytes(file.read_bytes()[:left])

    spoken = print_body(ResultsPage.objects.get(pk=edition.swedish.pk), body)

    assert spoken.document.find("Figure") == []
    assert "A classroom" in spoken.text


def test_a_decorative_picture_is_shown_and_not_read_aloud(edition: Small) -> None:
    spoken = print_body(
        edition.swedish, image_block(make_image(), alt_text="", decorative=True, caption="Seen")
    )

    assert spoken.document.find("Figure") == []
    assert "Seen" in spoken.text
    assert any(
        item.get("/Subtype") == "/Image"
        for item in spoken.pdf.objects
        if hasattr(item, "keys") and "/Subtype" in item.keys()  # noqa: SIM118
    )


def test_no_rendition_is_drawn_for_paper_alone(edition: Small) -> None:
    image = make_image()
    page = edition.swedish
    page.body = as_stream(image_block(image))
    PageReading.of(page).picture(image.pk)
    before = get_image_model().get_rendition_model().objects.count()

    make_pdf(page)

    assert get_image_model().get_rendition_model().objects.count() == before
