"""While the database is away the site says so: 503, when to come again, and one line in the log."""

from typing import NoReturn

from django.db import OperationalError, ProgrammingError
from django.http import HttpRequest
from django.test import Client
from django.urls import path

import pytest

from cms import urls
from tests.cms.log import logged

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def away(request: HttpRequest) -> NoReturn:
    raise OperationalError("connection refused, with many lines")


def mistake(request: HttpRequest) -> NoReturn:
    raise ProgrammingError("no such column")


urlpatterns = [
    path("away/", away),
    path("en/away/", away),
    path("api/away/", away),
    path("mistake/", mistake),
    *urls.urlpatterns,
]
handler500 = urls.handler500


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "language", "heading"),
    [
        ("/away/", "sv", "Kan inte visas just nu"),
        ("/en/away/", "en", "Not available at the moment"),
    ],
)
def test_a_visitor_reads_it_in_the_language_of_the_address_with_whom_to_call(
    address: str, language: str, heading: str, client: Client
) -> None:
    response = client.get(address, headers={"accept-language": "en" if language == "sv" else "sv"})

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert "no-store" in response.headers["Cache-Control"]
    html = response.content.decode()
    assert f'<html lang="{language}">' in html
    assert f">{heading}</h1>" in html
    assert 'href="tel:116111"' in html


def test_a_program_reads_it_in_json(client: Client) -> None:
    response = client.get("/api/away/")

    assert (response.status_code, response.json()["message"]) == (503, "service unavailable")
    assert response.headers["Retry-After"] == "10"


def test_what_is_no_outage_is_a_fault(client: Client) -> None:
    assert client.get("/mistake/").status_code == 500


def test_the_log_has_one_line_of_it(client: Client) -> None:
    with logged() as lines:
        client.get("/away/")
    assert len(lines()) == 1
    with logged() as lines:
        client.get("/mistake/")
    assert len(lines()) > 2, "A fault of the site's own has its traceback."
