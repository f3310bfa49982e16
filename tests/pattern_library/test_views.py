"""The pattern library: for staff, in two languages, every block in them."""

from django.test import Client

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsPage
from results.pattern_library.examples import EXAMPLES, complete
from results.pattern_library.texts import TEXTS
from tests.factories import AdminFactory, UserFactory, home_page

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/results/pattern-library/{language}/{name}/"
BLOCKS = set(ResultsPage._meta.get_field("body").stream_block.child_blocks)


@pytest.fixture
def staff(client: Client) -> Client:
    home_page()
    client.force_login(AdminFactory.create())
    return client


@pytest.mark.parametrize("language", TEXTS)
def test_a_pattern_speaks_its_own_language(language: str, staff: Client) -> None:
    for name in EXAMPLES:
        answer = staff.get(ADDRESS.format(language=language, name=name))
        page = BeautifulSoup(answer.content, "html.parser")

        assert answer.status_code == 200, name
        assert answer.headers["Content-Language"] == language, name
        assert page.select(f"article.results-page[lang={language}]"), name
        ids = [found["id"] for found in page.select("[id]")]
        assert len(ids) == len(set(ids)), name


def test_every_block_has_a_pattern() -> None:
    """A new block goes into the library, or nobody looks at it when the theme changes."""
    assert {found["type"] for found in complete(TEXTS["en"]).body} == BLOCKS


@pytest.mark.parametrize("address", ["de/complete/", "sv/nothing/"])
def test_what_has_no_pattern_is_not_there(address: str, staff: Client) -> None:
    assert staff.get(f"/admin/results/pattern-library/{address}").status_code == 404


def test_nobody_but_staff_sees_a_pattern(client: Client) -> None:
    home_page()
    for visitor in (None, UserFactory.create()):
        if visitor:
            client.force_login(visitor)
        answer = client.get(ADDRESS.format(language="sv", name="complete"))
        assert answer.status_code == 302
