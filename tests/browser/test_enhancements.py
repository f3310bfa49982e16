"""What the script adds: films played in place, a copied address, a quick way out."""

import pytest
from playwright.sync_api import BrowserContext, Route, expect
from playwright.sync_api import Page as Window

from results.models import ResultsIndexPage
from tests.factories import ResultsPageFactory, block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILM = "https://www.youtube.com/watch?v=aaaaaaaaaaa"
PLAYER = "https://www.youtube-nocookie.com/embed/aaaaaaaaaaa?autoplay=1"


@pytest.fixture
def edition(page: Window) -> Window:
    """An edition with a film and a call to share, on an index page with a way out."""
    body = [
        block("video", "film", title="Filmen", url=FILM),
        block("share", "share", heading="Dela", channels=["email"]),
    ]
    edition = ResultsPageFactory.create(content=body)
    ResultsIndexPage.objects.update(leave_url="https://example.org/")
    page.goto(edition.url)
    return page


def test_a_film_is_asked_for_after_the_click_and_not_before(
    edition: Window, context: BrowserContext, complaints: list[str]
) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<!doctype html><title>Player</title>", content_type="text/html")

    context.route("https://www.youtube-nocookie.com/**", answer)
    assert not asked
    edition.get_by_role("link", name="Filmen").click()

    frame = edition.locator("iframe")
    expect(frame).to_have_attribute("src", PLAYER)
    expect(frame).to_have_attribute("title", "Filmen")
    # The way to the site itself stays, for when the player is gone.
    expect(edition.get_by_role("link", name="Filmen")).to_have_attribute("href", FILM)
    assert asked == [PLAYER]
    assert complaints == [f"another host: {PLAYER}"]
    complaints.clear()
    assert not context.cookies()
    assert edition.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_player_that_is_gone_leaves_the_page_standing(
    edition: Window, context: BrowserContext, complaints: list[str]
) -> None:
    context.route("https://www.youtube-nocookie.com/**", lambda route: route.abort())
    edition.get_by_role("link", name="Filmen").click()

    expect(edition.get_by_role("link", name="Filmen")).to_have_attribute("href", FILM)
    expect(edition.get_by_role("heading", name="Dela")).to_be_visible()
    complaints.clear()


def test_the_address_is_copied(edition: Window, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    edition.get_by_role("button", name="Kopiera adressen").click()

    expect(edition.get_by_role("status")).to_have_text("Adressen är kopierad.")
    assert edition.evaluate("navigator.clipboard.readText()").endswith("/results/2016/")


def test_a_browser_that_can_share_is_asked_to(page: Window) -> None:
    page.add_init_script(
        "navigator.share = async (what) => { window.shared = what; throw new Error('closed'); }"
    )
    body = [block("share", "share", heading="Dela", channels=[])]
    edition = ResultsPageFactory.create(content=body, share_text="Läs om vårt år.")
    page.goto(edition.url)
    page.get_by_role("button", name="Dela sidan").click()

    address = page.locator(".results-share__url").inner_text()
    assert page.evaluate("window.shared") == {"text": "Läs om vårt år.", "url": address}


def test_a_browser_that_cannot_share_has_no_button_for_it(edition: Window) -> None:
    assert edition.evaluate("navigator.share") is None
    expect(edition.get_by_role("button", name="Dela sidan")).to_be_hidden()


def test_leaving_goes_elsewhere_and_back_does_not_return(
    edition: Window, context: BrowserContext, complaints: list[str]
) -> None:
    def answer(route: Route) -> None:
        assert "referer" not in route.request.headers
        route.fulfill(body="<!doctype html><title>Elsewhere</title>", content_type="text/html")

    context.route("https://example.org/**", answer)
    edition.get_by_role("link", name="Lämna sidan snabbt").click()
    edition.wait_for_url("https://example.org/")
    edition.go_back()

    assert "/results/" not in edition.url
    complaints.clear()


def test_leaving_blanks_a_page_whose_site_lays_out_its_body(
    edition: Window, context: BrowserContext, complaints: list[str]
) -> None:
    context.route("https://example.org/**", lambda route: route.fulfill(body="Elsewhere"))
    left = edition.evaluate(
        """() => {
            document.body.style.display = "flex";
            document.querySelector("[data-results-leave]").click();
            return document.body.innerText;
        }"""
    )
    edition.wait_for_url("https://example.org/")

    assert left == ""
    complaints.clear()
