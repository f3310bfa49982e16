"""A front end of a site's own: built, served, told of changes, and shown drafts."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests
from bs4 import BeautifulSoup, Tag
from pytest_django import DjangoDbBlocker

from home.demo.swedish_body import REVIEWED
from tests.docs.markdown import DOCS, fences
from tests.processes import ROOT

from .front import EXAMPLE, TYPES, UNSAVED, Front, front_end

pytestmark = [pytest.mark.starter, pytest.mark.timeout(900)]

EDITIONS = ("/resultat/2016/", "/en/results/2016/")
ONE_FIGURE = (f"/resultat/2016/figurer/{REVIEWED}/", f"/en/results/2016/figures/{REVIEWED}/")


@pytest.fixture(scope="module")
def front(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Front]:
    with (
        django_db_blocker.unblock(),
        front_end(tmp_path_factory.mktemp("front")) as found,
    ):
        yield found


def soup(address: str) -> BeautifulSoup:
    response = requests.get(address, timeout=20)
    assert response.status_code == 200, (address, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def shown(element: Tag | BeautifulSoup) -> tuple[object, str]:
    """The value of the first figure in an element, and how it reads."""
    data = element.find("data")
    assert data is not None
    return data["value"], " ".join(data.get_text().split())


def figures(page: BeautifulSoup) -> dict[object, tuple[object, str]]:
    return {each["id"]: shown(each) for each in page.select('[id^="figure-"]')}


@pytest.mark.parametrize("path", EDITIONS)
def test_each_figure_of_an_edition_is_that_of_the_site(front: Front, path: str) -> None:
    ours = figures(soup(front.site + path))
    assert len(ours) > 5
    assert figures(soup(front.url + path)) == ours


@pytest.mark.parametrize("path", ONE_FIGURE)
def test_the_page_of_a_figure_is_that_of_the_site(front: Front, path: str) -> None:
    assert shown(soup(front.url + path)) == shown(soup(front.site + path))


def test_no_link_leads_nowhere_and_nothing_is_asked_of_others(front: Front) -> None:
    left, seen = [f"{front.url}/", f"{front.url}/en/"], set[str]()
    while left:
        address = left.pop()
        if address in seen:
            continue
        seen.add(address)
        if not address.startswith(front.url):
            response = requests.head(address, timeout=20, allow_redirects=True)
            assert response.status_code == 200, (address, response.status_code)
            continue
        page = soup(address)
        assert not page.select("script:not([type='application/ld+json']), iframe, style")
        for each in page.select("[href], [src]"):
            link, _hash, place = str(each.get("href") or each.get("src")).partition("#")
            assert not place or page.find(id=place), (address, place)
            found = urljoin(address, link or address)
            is_ours = found.startswith((front.url, front.site))
            assert is_ours or each.name == "a", found
            left += [found] if is_ours else []
    # Two front pages, two index pages, six editions, and the pages of their figures.
    own = [each for each in seen if each.startswith(front.url) and "_astro" not in each]
    assert len(own) > 30
    assert any("/figurer/" in each for each in own)
    assert any("/figures/" in each for each in own)


def test_a_change_is_seen_soon_after_it_is_published(
    front: Front, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "The introduction has changed."
    other = front.folder / "dist/client/resultat/2015/index.html"
    rendered = other.stat().st_mtime_ns
    begin = time.monotonic()
    answer = requests.patch(
        f"{front.site}/api/v3-preview/pages/{front.page}/",
        json={"meta": {"action": "publish"}, "introduction": text},
        headers={"Authorization": f"Bearer {front.token}"},
        timeout=20,
    )
    published = time.monotonic()
    assert answer.status_code == 200, answer.text
    while text not in soup(front.url + EDITIONS[0]).get_text():
        assert time.monotonic() < published + 20
        time.sleep(0.02)
    with capsys.disabled():
        print(
            f"\nPublished in {published - begin:.1f} s, seen {time.monotonic() - published:.1f} s later."
        )
    # Of the other editions none was rendered.
    assert other.stat().st_mtime_ns == rendered


def test_a_draft_is_shown_to_whoever_has_its_token(front: Front) -> None:
    address = f"{front.url}/preview"
    answer = requests.get(address, {"token": front.preview, "language": "sv"}, timeout=20)
    assert UNSAVED in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert UNSAVED not in soup(front.url + EDITIONS[0]).get_text()
    assert requests.get(address, timeout=20).status_code == 403
    assert requests.get(address, {"token": "none"}, timeout=20).status_code == 404


def test_a_message_that_the_site_has_not_signed_changes_nothing(front: Front) -> None:
    assert requests.post(f"{front.url}/hook", b"{}", timeout=20).status_code == 400


def test_its_types_are_those_of_the_document_and_a_misspelt_field_is_an_error(front: Front) -> None:
    assert front.npm("run", "types").returncode == 0
    assert (front.folder / TYPES).read_text() == (ROOT / EXAMPLE / TYPES).read_text()
    add_what_the_guide_begins_with(front.folder / "src" / "guide")
    block = front.folder / "src/components/Block.astro"
    block.write_text(block.read_text().replace("value.hashtag}", "value.hastag}"))
    misspelt = front.npm("run", "check")
    assert misspelt.returncode != 0
    assert "Property 'hastag' does not exist" in misspelt.stdout
    # All else is right.
    assert "- 1 error\n- 0 warnings" in misspelt.stdout


def add_what_the_guide_begins_with(folder: Path) -> None:
    """The three files of docs/how-to/read-with-the-apis.md, beside those that they grow into."""
    guide = (DOCS / "how-to" / "read-with-the-apis.md").read_text()
    (folder / "pages").mkdir(parents=True)
    shutil.copy(ROOT / EXAMPLE / TYPES, folder)
    for name, code in zip(("api", "heading"), fences(guide, "typescript"), strict=True):
        (folder / f"{name}.ts").write_text(code)
    (folder / "pages" / "edition.astro").write_text(fences(guide, "html")[0])
