"""What a visitor finds at an index page, at an edition, and at the addresses that somebody registers below."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

import pytest

from home.models import InformationPage
from results.models import ResultsIndexPage, ResultsPage, register_address
from results.models import addresses as module
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block, hide, home_page
from tests.pages import visit

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    """The HTML of an answer that is a page."""
    assert response.status_code == 200
    return response.content.decode()


def test_an_index_without_editions_says_so(client: Client) -> None:
    html = text(client.get(ResultsIndexPageFactory.create().url))
    assert "Ingen utgåva har publicerats än." in html


def test_an_index_whose_time_is_over_is_gone_as_well_but_not_what_is_below_it(
    client: Client,
) -> None:
    index = ResultsIndexPageFactory.create()
    edition = ResultsPageFactory.create(parent=index)
    ResultsIndexPage.objects.filter(pk=index.pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    assert client.get(index.url).status_code == 404
    assert client.get(edition.url).status_code == 200


def test_what_stands_below_aliases_in_a_row_is_as_private_as_their_source(client: Client) -> None:
    source = alias = ResultsIndexPageFactory.create()
    for number in range(3):
        alias = alias.create_alias(parent=home_page(), update_slug=f"alias-{number}")
    edition = ResultsPageFactory.create(parent=alias)
    assert client.get(edition.url).status_code == 200
    hide(source, "private")
    assert client.get(edition.url).status_code == 302


def test_an_edition_leads_to_the_others_but_not_to_itself(client: Client) -> None:
    index = ResultsIndexPageFactory.create()
    edition = ResultsPageFactory.create(parent=index, year=2016, title="Edition 2016")
    ResultsPageFactory.create(parent=index, year=2017, title="Edition 2017")
    html = text(client.get(edition.url))
    assert 'href="/results/2017/"' in html
    assert 'href="/results/2016/">Edition 2016</a>' not in html


def test_the_title_in_the_admin_names_the_period_when_it_does_not_already() -> None:
    edition = ResultsPageFactory.build(
        title="Results", draft_title="Results", period_start=date(2016, 7, 1),
        period_end=date(2017, 6, 30), locale=ResultsPageFactory.create().locale,
    )  # fmt: skip
    assert edition.get_admin_display_title() == "Results (2016/17)"


def test_a_page_of_another_kind_with_a_period_is_no_edition(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InformationPage, "period_start", date(2020, 1, 1), raising=False)
    monkeypatch.setattr(InformationPage, "period_end", date(2020, 1, 1), raising=False)
    index = ResultsIndexPageFactory.create()
    index.add_child(instance=InformationPage(title="An event", slug="event", text="<p>x</p>"))
    assert client.get(index.url).context["editions"] == []
    assert b"An event" not in client.get(f"{index.url}feed/").content


def marks(url: str) -> list[str]:
    page = visit(url)
    return [mark.get_text(" ", strip=True) for mark in page.select(".results-ruler li")]


def test_the_ruler_shows_an_edition_between_its_neighbours() -> None:
    index = ResultsIndexPageFactory.create()
    pages = [ResultsPageFactory.create(parent=index, year=year) for year in range(2013, 2018)]
    newest = "senaste"

    assert marks(pages[2].url) == ["2014", "2015", "2016"]
    assert marks(pages[0].url) == ["2013", "2014"]
    assert marks(pages[4].url) == ["2016", f"2017 {newest}"]


def test_every_entry_of_the_contents_leads_to_its_part() -> None:
    sections = [block("text", str(n), heading=f"Part {n}", text="<p>Text.</p>") for n in range(3)]
    noted = block("stat", "s", value="1", label="one", note="Counted once.")
    url = ResultsPageFactory.create(content=[*sections, noted]).url
    page = visit(url)
    links = page.select(".results-contents a")

    assert [link.get_text() for link in links] == [
        *("Part 0", "Part 1", "Part 2"),
        "Källor och anmärkningar",
    ]
    assert all(page.select_one(str(link["href"])) for link in links)


def test_a_short_and_only_edition_has_neither_contents_nor_a_ruler() -> None:
    page = visit(ResultsPageFactory.create().url)
    assert not page.select(".results-contents, .results-ruler")


def extra(request: HttpRequest, page: Any) -> HttpResponse:
    return HttpResponse(f"for {page.title}")


@pytest.fixture
def extra_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_views", dict(module._views))
    register_address("extra", extra, model=ResultsPage)


def test_a_registered_view_answers_below_the_page(client: Client, extra_address: None) -> None:
    page = ResultsPageFactory.create()
    assert client.get(f"{page.url}extra/").content == b"for 2016"
    assert page.address_of("extra").endswith("/2016/extra/")


def test_what_nobody_registered_is_not_there(client: Client, extra_address: None) -> None:
    page = ResultsPageFactory.create()
    for path in ("other/", "extra/more/"):
        assert client.get(f"{page.url}{path}").status_code == 404
    assert page.address_of("other") == ""


def test_a_page_of_another_type_does_not_answer(client: Client, extra_address: None) -> None:
    index = ResultsPageFactory.create().get_parent()
    assert client.get(f"{index.url}extra/").status_code == 404


def test_two_views_cannot_share_an_address(extra_address: None) -> None:
    with pytest.raises(ValueError, match="another view"):
        register_address("extra", lambda request, page: HttpResponse(), model=ResultsPage)
