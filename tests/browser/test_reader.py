"""What a visitor gets, by the rules of WCAG, in another language and on paper, and what the script adds."""

import json
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect
from playwright.sync_api import Page as Window
from pypdfium2 import PdfDocument
from pytest_django.live_server_helper import LiveServer

from results.models import ResultsIndexPage, ResultsPage
from tests.api.building import ENGLISH, Edition, make_body, make_edition, make_image
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block, home_page
from tests.models.test_care import index_with_help
from tests.sharing.figure_building import edition as with_figure
from tests.sharing.figure_building import url
from tests.translation.changing import publish, published_in_english
from tests.translation.translating import target

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
    made = with_figure({**figure, "unit": "SEK", "note": LONG, "source": LONG})
    for below in ("", "card/"):
        page.goto(url(made, below))
        assert_it_looks_right(page, to_readers=True)
    assert not complaints


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


PARAGRAPHS = "".join(f"<p>Stycke {number} om arbetet.</p>" for number in range(40))


@pytest.fixture
def long_edition() -> Any:
    """A Swedish long_edition of three long sections."""
    home_page("en")
    body = [block("text", name, heading=f"Del {name}", text=PARAGRAPHS) for name in ("a", "b", "c")]
    return ResultsPageFactory.create(title="Resultat", introduction="Vad vi gör.", content=body)


@pytest.fixture
def long_translation(long_edition: Any) -> Any:
    """Its translation: of an earlier introduction, with a heading that is Swedish still."""
    published_in_english(long_edition, without=["Del b"])
    publish(long_edition, introduction="Vad vi gjorde.")
    return target(long_edition)


def test_another_language_is_read_from_the_section_in_view(
    page: Window, long_edition: Any, long_translation: Any
) -> None:
    page.goto(long_translation.url)
    section = ResultsPage.objects.get(pk=long_edition.pk).body[2].id
    # At once, not in a glide.
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(f"document.getElementById('block-{section}').scrollIntoView()")
    page.get_by_role("link", name="svenska").evaluate("link => link.click()")
    page.wait_for_url(f"**{long_edition.url}#block-{section}")
    expect(page.locator(f"#block-{section} h2")).to_be_in_viewport()


def test_the_other_language_begins_at_its_top_or_where_the_address_says(
    page: Window, long_edition: Any, long_translation: Any
) -> None:
    page.goto(long_translation.url)
    page.get_by_role("link", name="svenska").click()
    page.wait_for_url(f"**{long_edition.url}")
    assert page.evaluate("scrollY") == 0

    section = ResultsPage.objects.get(pk=long_edition.pk).body[1].id
    page.goto(f"{long_translation.url}#block-{section}")
    page.get_by_role("link", name="svenska").evaluate("link => link.click()")
    page.wait_for_url(f"**{long_edition.url}#block-{section}")


@pytest.fixture
def linking(page: Window) -> Window:
    """An linking with a link to a page of the same site."""
    index = ResultsIndexPageFactory.create()
    link = block("link", "link", text="Mer om arbetet", page=index.pk)
    text = block("text", "text", heading="Mer", text="<p>Text.</p>", links=[link])
    linking = ResultsPageFactory.create(parent=index, content=[text])
    page.goto(linking.url)
    return page


def test_each_page_has_its_number_at_its_foot(linking: Window) -> None:
    linking.evaluate("document.body.hidden = true")
    printed = pikepdf.open(BytesIO(linking.pdf(prefer_css_page_size=True)))
    shown = [str(each.operator) for each in pikepdf.parse_content_stream(printed.pages[0])]
    assert "Tj" in shown or "TJ" in shown


def test_paper_has_the_addresses_of_the_page_and_of_links_within_the_site(linking: Window) -> None:
    address = linking.locator(".results-printed")
    expect(address).to_be_hidden()
    linking.emulate_media(media="print")
    expect(address).to_have_text("http://localhost/results/2016/")
    link = linking.get_by_role("link", name="Mer om arbetet")
    written = link.evaluate("(element) => getComputedStyle(element, '::after').content")
    assert written == '" (http://localhost/results/)"'
    linking.goto("/results/")
    expect(address).to_have_text("http://localhost/results/")


def test_the_first_page_has_the_main_point_below_the_cover(page: Window) -> None:
    figure = block("stat", "tips", value="6558", label="granskade tips", highlight="lead")
    page.goto(
        ResultsPageFactory.create(
            parent=index_with_help(),
            introduction="Ett tips granskas av två personer innan det går vidare. " * 7,
            content=[block("stats", "stats", heading="Tips", stats=[figure])],
            main_points=[block("point", "point", figure=figure["id"], text="tips granskades.")],
        ).url
    )
    assert page.locator(".results-cover .results-arc").count() == 1
    first = PdfDocument(page.pdf(prefer_css_page_size=True))[0].get_textpage().get_text_bounded()
    assert "tips granskades." in first
