"""Further addresses below a page's own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import Client

import pytest

from results.models import ResultsPage, register_address
from results.models import addresses as module
from tests.factories import ResultsPageFactory

pytestmark = pytest.mark.django_db


def answer(request: HttpRequest, page: Any) -> HttpResponse:
    return HttpResponse(f"for {page.title}")


@pytest.fixture(autouse=True)
def address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_views", dict(module._views))
    register_address("extra", answer, model=ResultsPage)


def test_a_registered_view_answers_below_the_page(client: Client) -> None:
    page = ResultsPageFactory.create()
    assert client.get(f"{page.url}extra/").content == b"for 2016"
    assert page.address_of("extra").endswith("/2016/extra/")


def test_what_nobody_registered_is_not_there(client: Client) -> None:
    page = ResultsPageFactory.create()
    for path in ("other/", "extra/more/"):
        assert client.get(f"{page.url}{path}").status_code == 404
    assert page.address_of("other") == ""


def test_a_page_of_another_type_does_not_answer(client: Client) -> None:
    index = ResultsPageFactory.create().get_parent()
    assert client.get(f"{index.url}extra/").status_code == 404


def test_two_views_cannot_share_an_address() -> None:
    with pytest.raises(ValueError, match="another view"):
        register_address("extra", lambda request, page: HttpResponse(), model=ResultsPage)
