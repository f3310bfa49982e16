"""What an edition costs a reader on a cheap telephone."""

from typing import Any

from wagtail.images.tests.utils import get_test_image_file

import pytest
import requests
from playwright.sync_api import Page as Window
from pytest_django.live_server_helper import LiveServer
from wagtail_factories import ImageFactory

from tests.factories import ResultsPageFactory, block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nothing_moves_while_an_edition_is_loaded(page: Window) -> None:
    picture = ImageFactory.create(file=get_test_image_file(size=(900, 600)))
    image = {"image": picture.pk, "decorative": True}
    body = [
        block("campaign", str(n), heading=f"Part {n}", text="<p>Text.</p>" * 9, image=image)
        for n in range(4)
    ]
    edition = ResultsPageFactory.create(content=body, hero_image=picture)
    page.add_init_script("""
        window.shift = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))
            .observe({type: "layout-shift", buffered: true});
    """)
    page.goto(edition.url)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") == 0


def test_a_page_is_compressed_for_a_client_that_can_read_it(live_server: LiveServer) -> None:
    edition = ResultsPageFactory.create()
    answer: Any = requests.get(f"{live_server.url}{edition.url}", timeout=30)
    assert answer.headers["Content-Encoding"] == "gzip"
