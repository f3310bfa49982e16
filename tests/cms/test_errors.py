"""Error pages, each of the kind that the asker understands, also while the database is away."""

from typing import NoReturn

from django.db import OperationalError, ProgrammingError
from django.http import HttpRequest
from django.test import Client
from django.urls import path

import pytest

from cms import urls

from .log import logged

pytestmark = pytest.mark.django_db

JSON_TYPES = {"application/json", "application/problem+json"}


def fail(request: object) -> NoReturn:
    raise RuntimeError("a fault that no visitor should read about")


def away(request: HttpRequest) -> NoReturn:
    raise OperationalError("connection refused, with many lines")


def mistake(request: HttpRequest) -> NoReturn:
    raise ProgrammingError("no such column")


urlpatterns = [
    path("fail/", fail),
    path("en/fail/", fail),
    path("api/fail/", fail),
    path("away/", away),
    path("en/away/", away),
    path("api/away/", away),
    path("mistake/", mistake),
    *urls.urlpatterns,
]
handler404 = urls.handler404
handler500 = urls.handler500


@pytest.fixture
def client() -> Client:
    """Somebody who gets a 500 as an answer."""
    return Client(raise_request_exception=False)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "language", "heading"),
    [
        ("/finns-inte/", 404, "sv", "Sidan finns inte"),
        ("/en/not-here/", 404, "en", "Page not found"),
        ("/documents/1/borta.pdf", 404, "sv", "Sidan finns inte"),
        ("/fail/", 500, "sv", "Något gick fel"),
        ("/en/fail/", 500, "en", "Something went wrong"),
        ("/away/", 503, "sv", "Kan inte visas just nu"),
        ("/en/away/", 503, "en", "Not available at the moment"),
    ],
)
def test_an_error_is_explained_in_the_language_of_the_address_without_its_details(
    address: str, status: int, language: str, heading: str, client: Client
) -> None:
    # The browser's own language decides nothing: an address has one language.
    response = client.get(address, headers={"accept-language": "en" if language == "sv" else "sv"})

    assert response.status_code == status
    assert f'<html lang="{language}">' in response.text
    assert f">{heading}</h1>" in response.text
    assert "no visitor should read" not in response.text
    if status == 503:
        assert response.headers["Retry-After"] == "10"
        assert "no-store" in response.headers["Cache-Control"]
        assert 'href="tel:116111"' in response.text, "whom to call"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "message"),
    [("/api/fail/", 500, "internal server error"), ("/api/away/", 503, "service unavailable")],
)
def test_a_program_reads_of_a_fault_and_of_an_outage_in_json(
    address: str, status: int, message: str, client: Client
) -> None:
    response = client.get(address)

    assert (response.status_code, response.json()["message"]) == (status, message)
    assert response.headers.get("Retry-After") == ("10" if status == 503 else None)


@pytest.mark.parametrize("method", ["get", "post", "patch"])
def test_an_unknown_api_address_is_a_json_404_for_every_method(method: str, client: Client) -> None:
    for address in ("/api/", "/api/x", "/api/v1/pages/"):
        response = getattr(client, method)(address)

        assert response.status_code == 404, address
        assert response.headers["Content-Type"].split(";")[0] in JSON_TYPES, address
        assert isinstance(response.json(), dict)


def test_a_form_without_its_token_is_refused_on_a_page_of_our_own() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/")

    assert response.status_code == 403
    assert '<html lang="en">' in response.text
    assert ">The form could not be sent</h1>" in response.text
    assert "DEBUG" not in response.text


def test_a_program_that_lacks_the_token_reads_json() -> None:
    response = Client(enforce_csrf_checks=True).post("/api/x")

    assert (response.status_code, response.json()["message"]) == (403, "forbidden")


@pytest.mark.urls(__name__)
def test_the_log_has_one_line_of_an_outage(client: Client) -> None:
    with logged() as lines:
        client.get("/away/")
    assert len(lines()) == 1
    with logged() as lines:
        assert client.get("/mistake/").status_code == 500
    assert len(lines()) > 2, "A fault of the site's own has its traceback."
