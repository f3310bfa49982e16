"""What of an edition and of a file is public in each of its states, and for whom otherwise."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.models.addresses import CARD_WORDS, FIGURE_WORDS, INDICATOR_WORDS, ROUTE, _views
from results.models.versions import WORDS
from results.publishing import Publication
from results.reading import PageReading
from results.record.recording import record_state
from results.record.versions import keep_version
from tests.factories import IndicatorFactory, ResultsPageFactory, again, block, table_block
from tests.rights.asking import ask
from tests.rights.world import ROLES, World

pytestmark = pytest.mark.django_db

# Whoever may edit a page sees it in the admin, and here as everybody else.
EVERYBODY = {"nobody", "visitor", "moderator"}
# No PDF is made in these tests.
FILES = {f"data.{name}": "ok" for name in ("csv", "json", "xlsx")}
TABLE = table_block()["id"]
BELOW_EDITION = {
    "": "ok",
    "pdf/": "503",
    "share-image/": "ok",
    f"tables/{TABLE}.csv": "ok",
    **FILES,
}
AS_IT_WAS = "versioner/1/"
BELOW_INDEX = {"": "ok", "feed/": "ok", "data/": "ok", **FILES}
BELOW_FIGURE = {"", *(f"{word}/" for word in CARD_WORDS), "share-image/"}
BELOW_INDICATOR = {"", *FILES}


# Who gets the page, and what the others get.
STATES: dict[str, tuple[set[str], str]] = {
    "live": (EVERYBODY, ""),
    "draft": (set(), "404"),
    "scheduled": (set(), "404"),
    "unpublished": (set(), "404"),
    "expired": (set(), "404"),
    "for a group": ({"moderator"}, "login"),
    "below one for a group": ({"moderator"}, "login"),
}
in_each_state = pytest.mark.parametrize("state", STATES)


def bring(page: Page, state: str, moderator: Any) -> None:
    """Bring the page into the state; "live" it is."""
    rows = Page.objects.filter(pk=page.pk)
    match state:
        case "draft" | "scheduled":
            rows.update(live=False, first_published_at=None)
            if state == "scheduled":
                page = again(page).specific
                page.go_live_at = timezone.now() + timedelta(days=1)
                page.save_revision().publish()
        case "unpublished":
            again(page).specific.unpublish()
        case "expired":
            rows.update(expire_at=timezone.now() - timedelta(days=1))
        case "for a group" | "below one for a group":
            private = page if state == "for a group" else page.get_parent()
            restriction = PageViewRestriction.objects.create(
                page=private, restriction_type="groups"
            )
            restriction.groups.set(moderator.groups.all())


def words(world: World, url: str, roles: Any) -> dict[str, str]:
    return {role: ask(world.browsers[role], "GET", url).word for role in roles}


@in_each_state
def test_a_page_and_all_below_it_are_for_those_of_its_state(world: World, state: str) -> None:
    welcome, refused = STATES[state]
    keep_version(world.edition)
    bring(world.edition, state, world.people["moderator"])
    for below, answer in {**BELOW_EDITION, AS_IT_WAS: "ok"}.items():
        # Only the page itself says that it was there.
        otherwise = "410" if state == "unpublished" and not below else refused
        expected = {role: answer if role in welcome else otherwise for role in EVERYBODY}
        assert words(world, world.edition.url + below, EVERYBODY) == expected, below


@pytest.mark.parametrize("state", ["live", "unpublished", "for a group"])
def test_so_is_an_index_page(world: World, state: str) -> None:
    welcome, refused = STATES[state]
    bring(world.index, state, world.people["moderator"])
    for below, answer in BELOW_INDEX.items():
        expected = {role: answer if role in welcome else refused for role in EVERYBODY}
        assert words(world, world.index.url + below, EVERYBODY) == expected, below


def test_what_only_some_may_read_is_kept_by_no_cache(world: World) -> None:
    bring(world.index, "for a group", world.people["moderator"])
    pages = ((world.edition, BELOW_EDITION), (world.index, BELOW_INDEX))
    urls = [page.url + below for page, names in pages for below in names]
    for url in (*urls, *list(urls_of(world.private_image, world.private_document).values())[:2]):
        headers = ask(world.browsers["moderator"], "GET", url).headers
        assert {"private", "no-store"} <= {*headers["Cache-Control"].split(", ")}, url
        assert "Access-Control-Allow-Origin" not in headers, url


@in_each_state
def test_figures_are_for_all_or_none(world: World, state: str) -> None:
    record_state(Publication.objects.filter(page_id=world.edition.pk).latest("pk"))
    bring(world.edition, state, world.people["moderator"])
    answer = "ok" if state == "live" else "410" if state == "unpublished" else "404"
    (figure,) = PageReading.of(world.edition).figure_ids
    for word in FIGURE_WORDS:
        for below in BELOW_FIGURE:
            url = f"{world.edition.url}{word}/{figure}/{below}"
            assert words(world, url, EVERYBODY) == dict.fromkeys(EVERYBODY, answer), url


@in_each_state
def test_indicators_have_a_page_while_all_may_read_a_figure(world: World, state: str) -> None:
    indicator = IndicatorFactory.create()
    stat = block("stat", "of-indicator", value="6558", label="tips", indicator=indicator.pk)
    page = ResultsPageFactory.create(parent=world.index, year=2014, content=[stat])
    record_state(Publication.objects.get(page_id=page.pk))
    bring(page, state, world.people["moderator"])
    for word in INDICATOR_WORDS:
        for below in BELOW_INDICATOR:
            url = f"{world.index.url}{word}/{indicator.slug}/{below}"
            if state == "below one for a group":
                expected = {"nobody": "login", "visitor": "login", "moderator": "404"}
            else:
                expected = dict.fromkeys(EVERYBODY, "ok" if state == "live" else "404")
            assert words(world, url, EVERYBODY) == expected, url


def test_every_address_below_a_page_is_asked_for_in_each_state() -> None:
    known = {
        page_type: {name for model, name in _views if issubclass(page_type, model)}
        for page_type in (ResultsPage, ResultsIndexPage)
    }
    figures = {f"{word}/{ROUTE}/{below}" for word in FIGURE_WORDS for below in BELOW_FIGURE}
    indicators = {
        f"{word}/<str:slug>/{below}" for word in INDICATOR_WORDS for below in BELOW_INDICATOR
    }
    tables = {name.replace(TABLE, "<uuid:table>") for name in BELOW_EDITION}
    as_it_was = {f"{word}/<int:number>" for word in WORDS}
    assert known == {
        page_type: {name.rstrip("/") for name in names} - {""}
        for page_type, names in (
            (ResultsPage, tables | figures | as_it_was),
            (ResultsIndexPage, {*BELOW_INDEX, *indicators}),
        )
    }


@in_each_state
def test_nothing_public_names_what_not_everybody_may_read(world: World, state: str) -> None:
    bring(world.edition, state, world.people["moderator"])
    (figure,) = PageReading.of(world.edition).figure_ids
    figures = (
        "/api/v3-preview/figures/",
        f"/api/v3-preview/figures/{world.edition.pk}/{figure}/",
        f"{world.index.url}data.csv",
    )
    for url in (
        *figures,
        world.index.url,
        f"{world.index.url}feed/",
        "/sitemap.xml",
        "/api/v2/pages/",
        f"/api/v2/pages/{world.edition.pk}/",
        f"/api/v2/pages/find/?html_path={world.edition.url}",
        "/api/v3-preview/pages/",
        f"/api/v3-preview/pages/{world.edition.pk}/",
        f"/api/v3-preview/pages/find/?html_path={world.edition.url}",
    ):
        # Of a figure nobody else is told more than a visitor.
        for client in (world.browsers["nobody"], world.tokens["admin"])[: 1 + (url in figures)]:
            answer = ask(client, "GET", url)
            is_named = world.edition.url in answer.text or answer.word == "away"
            assert is_named is (state == "live"), url


def urls_of(image: Any, document: Any) -> dict[str, str]:
    return {
        "image": image.file.url,
        "rendition": image.get_rendition("max-50x50").url,
        "document": document.url,
        "image in v2": f"/api/v2/images/{image.pk}/",
        "image in v3": f"/api/v3-preview/images/{image.pk}/",
        "document in v2": f"/api/v2/documents/{document.pk}/",
        "document in v3": f"/api/v3-preview/documents/{document.pk}/",
    }


def test_a_public_file_is_given_to_everybody(world: World) -> None:
    for what, url in urls_of(world.image, world.document).items():
        assert set(words(world, url, ROLES).values()) == {"ok"}, what


# Whoever may choose a picture sees it.
PRIVATE = {
    "image": "denied denied denied ok ok ok ok",
    "rendition": "denied denied denied ok ok ok ok",
    "document": "login login login login login login ok",
    "image in v2": "404 404 404 404 404 404 ok",
    "image in v3": "404 404 404 404 404 404 404",
    "document in v2": "404 404 404 404 404 404 ok",
    "document in v3": "404 404 404 404 404 404 404",
}


@pytest.mark.parametrize("what", PRIVATE)
def test_a_file_of_a_private_collection_is_for_those_who_may(world: World, what: str) -> None:
    url = urls_of(world.private_image, world.private_document)[what]
    assert words(world, url, ROLES) == dict(zip(ROLES, PRIVATE[what].split(), strict=True))
