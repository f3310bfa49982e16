"""Every kind of page of the demo as its visitors get it, and what a page costs them."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from wagtail.images.tests.utils import get_test_image_file

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import Response
from pytest_django import Settings
from wagtail_factories import ImageFactory

from tests.browser.looks import assert_it_looks_right
from tests.factories import ResultsPageFactory, block
from tests.home.demo import FIGURES, SWEDISH, bring_demo
from tests.home.demo import PAGES as ALL_PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# In bytes, the last one compressed. The sheet for print holds up no page.
MOST_STYLES, MOST_PRINT, MOST_SCRIPTS, MOST_SENT = 36_000, 16_000, 5_000, 60_000

# Of the editions with example data one is enough, and of pages of text the longest.
ALIKE = (
    "/2015/",
    "/en/results/2017/",
    "/om-",
    "about",
    "forum",
    "hotline",
    "remiss",
    "consultation",
)
PAGES = [each for each in (*ALL_PAGES, *FIGURES) if not any(part in each for part in ALIKE)]
# What is below a page and is none itself.
PAGES += ["/resultat/data/", "/resultat/indikatorer/granskade-tips/", "/en/results/data/"]


def check(window: Window, address: str, status: int = 200) -> None:
    response = window.goto(address)
    assert response
    assert response.status == status, address
    assert_it_looks_right(window, to_readers=True)


def check_weight(window: Window) -> None:
    """An edition without its pictures is light, and asks for the two fonts that it needs."""
    kinds: dict[str, list[Response]] = {}

    def note(response: Response) -> None:
        kinds.setdefault(response.request.resource_type, []).append(response)

    window.on("response", note)
    window.goto(SWEDISH)
    window.wait_for_load_state("networkidle")
    window.remove_listener("response", note)

    printed = [len(found.body()) for found in kinds["stylesheet"] if "/print." in found.url]
    assert 0 < sum(printed) <= MOST_PRINT
    assert sum(len(found.body()) for found in kinds["stylesheet"]) <= MOST_STYLES + sum(printed)
    assert sum(len(found.body()) for found in kinds["script"]) <= MOST_SCRIPTS
    assert {urlsplit(found.url).path.rpartition("/")[2] for found in kinds["font"]} == {
        "hedvig-letters-serif.woff2",
        "schibsted-grotesk.woff2",
    }
    kinds.pop("image", None)
    assert sum(size_sent(found) for part in kinds.values() for found in part) <= MOST_SENT


def size_sent(response: Response) -> int:
    """The bytes of a response as a server sends them that compresses what is text."""
    content = response.body()
    text = response.headers["content-type"].startswith(("text/", "application/json"))
    return len(gzip.compress(content)) if text else len(content)


def test_every_kind_of_page_of_the_demo_is_light_and_breaks_no_rule_of_axe(
    page: Window, complaints: list[str], settings: Settings
) -> None:
    bring_demo(Path(settings.MEDIA_ROOT))
    check_weight(page)
    for address in PAGES:
        check(page, address)
    assert not complaints
    for address in ("/finns-inte/", "/en/not-here/"):
        check(page, address, 404)
    # Chromium reports the status of a page that is missing, which is what was asked for.
    complaints[:] = [line for line in complaints if "404" not in line]


def test_a_page_of_a_fault_breaks_no_rule_of_axe(
    page: Window, settings: Settings, complaints: list[str]
) -> None:
    settings.ROOT_URLCONF = "tests.cms.test_errors"
    for address in ("/fail/", "/en/fail/"):
        check(page, address, 500)
    complaints[:] = [line for line in complaints if "500" not in line]


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
