"""What a visitor gets, by the rules of WCAG, whatever editors and machines do; a figure's page and card."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window
from pytest_django.live_server_helper import LiveServer

from results.models import ResultsPage
from tests.api.building import ENGLISH, Edition, make_body, make_edition, make_image
from tests.factories import ResultsPageFactory, block
from tests.figure_pages.building import edition, url
from tests.models.test_care import index_with_help

from .looks import assert_it_looks_right
from .test_hard_examples import EMOJI, LONG_WORD, RIGHT_TO_LEFT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editions(db: None) -> Edition:
    """An edition with every block, in two languages; the English one has links to what is gone."""
    edition = make_edition()
    # The guard refuses a link that leads nowhere; a page can only go after the publishing.
    body = json.dumps(make_body(ENGLISH, 999_999))
    ResultsPage.objects.filter(pk=edition.english.pk).update(body=body)
    return edition


def test_no_page_breaks_a_rule_of_axe_and_nothing_sticks_out(
    editions: Edition, page: Window, complaints: list[str]
) -> None:
    others = ("/resultat/", "/en/results/", "/resultat/1999/")
    for address in (editions.swedish.url, editions.english.url, *others):
        page.goto(address)
        assert_it_looks_right(page, to_readers=True)
    # Chromium reports the status of a page that is missing, which is what was asked for.
    complaints[:] = [line for line in complaints if "404" not in line]


def test_an_edition_reads_the_same_without_javascript(
    editions: Edition, chromium: Browser, live_server: LiveServer, page: Window
) -> None:
    page.goto(editions.swedish.url)
    with_script = page.inner_text("main")
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    bare = context.new_page()
    bare.goto(editions.swedish.url)
    # A button that needs the script is not there without it.
    assert bare.inner_text("main") == with_script.replace(" Kopiera adressen", "")
    context.close()


def test_whoever_asks_for_help_is_there_at_once(page: Window) -> None:
    body = [block("text", str(n), heading=f"Part {n}", text="<p>Text.</p>" * 9) for n in range(20)]
    page.goto(ResultsPageFactory.create(parent=index_with_help(), content=body).url)
    page.locator(".results-leave__help").click()
    top = "document.querySelector('#results-help').getBoundingClientRect().top"
    assert page.evaluate(f"new Promise(requestAnimationFrame).then(() => {top})") < 900


def shown(window: Window, **fields: Any) -> None:
    page = ResultsPageFactory.create(**fields)
    window.set_viewport_size({"width": 320, "height": 900})
    response = window.goto(page.url)
    assert response
    assert response.status == 200
    window.wait_for_load_state("networkidle")
    assert window.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("title", ["x" * 255, f"{EMOJI} {LONG_WORD} {RIGHT_TO_LEFT}"])
def test_any_title_fits(title: str, page: Window) -> None:
    shown(page, title=title, introduction=title * 3)


def test_a_picture_of_any_shape_fits(page: Window) -> None:
    images = [make_image(size=size) for size in [(1, 1), (20_000, 10), (10, 20_000)]]
    body = []
    for found in images:
        image = {"image": found.pk, "alt_text": "A surface"}
        video = {"title": "Film", "url": "https://example.org/", "poster": found.pk}
        body += [
            block("campaign", "c", heading="Part", text="<p>Text.</p>", image=image),
            block("image", "i", **image),
            block("video", "v", **video),
        ]
    shown(page, content=body, hero_image=images[1])


LONG = "Ärenden om misstänkt överförmyndarverksamhet " * 3


def test_a_long_figure_with_a_long_label_fits_every_width(
    page: Window, complaints: list[str]
) -> None:
    figure = {"name": "tips", "value": "999999999999.1234", "label": LONG + "x" * 20}
    made = edition({**figure, "unit": "SEK", "note": LONG, "source": LONG})
    for below in ("", "card/"):
        page.goto(url(made, below))
        assert_it_looks_right(page, to_readers=True)
    assert not complaints
