"""Whatever editors and machines do, the page stands and nothing sticks out at 320 pixels."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile

from wagtail.images import get_image_model

import pytest
from PIL import Image
from playwright.sync_api import Page as Window

from results.pattern_library.texts import EMOJI, LONG_WORD, RIGHT_TO_LEFT
from tests.factories import ResultsPageFactory, block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def picture(width: int, height: int) -> dict[str, Any]:
    output = BytesIO()
    Image.new("RGB", (width, height), "navy").save(output, "PNG")
    file = ContentFile(output.getvalue(), name=f"{width}.png")
    found = get_image_model().objects.create(title="A surface", file=file)
    return {"image": found.pk, "alt_text": "A surface"}


def shown(window: Window, **fields: Any) -> None:
    page = ResultsPageFactory.create(**fields)
    window.set_viewport_size({"width": 320, "height": 900})
    response = window.goto(page.url)
    assert response
    assert response.status == 200
    window.wait_for_load_state("networkidle")
    assert window.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    "title",
    ["x" * 255, "Resultat " * 28, f"{EMOJI} {LONG_WORD}", f"{RIGHT_TO_LEFT} 2016"],
)
def test_any_title_fits(title: str, page: Window) -> None:
    shown(page, title=title, introduction=title * 3)


def test_a_picture_of_any_shape_fits(page: Window) -> None:
    images = [picture(*size) for size in [(1, 1), (20_000, 10), (10, 20_000)]]
    body = []
    for image in images:
        video = {"title": "Film", "url": "https://example.org/", "poster": image["image"]}
        body += [
            block("campaign", "c", heading="Part", text="<p>Text.</p>", image=image),
            block("image", "i", **image),
            block("video", "v", **video),
        ]
    hero = get_image_model().objects.get(pk=images[1]["image"])
    shown(page, content=body, hero_image=hero)


def test_an_edition_of_fifty_blocks_stands(page: Window) -> None:
    shown(
        page,
        content=[
            block("text", str(n), heading=f"{LONG_WORD} {n}", text=f"<p>{LONG_WORD}</p>")
            for n in range(50)
        ],
    )
    assert page.locator(".results-contents a[href^='#block-']").count() == 50


def test_an_edition_without_body_stands(page: Window) -> None:
    shown(page, content=[], introduction="")
    assert page.get_by_role("heading", level=1).inner_text() == "2016"
