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


@pytest.mark.parametrize("address", ["/api/", "/api/x", "/api/v1/pages/"])
def test_an_unknown_api_address_is_a_json_404_for_every_method(
    address: str, client: Client
) -> None:
    for method in ("get", "post", "put", "patch", "delete"):
        response = getattr(client, method)(address)

        assert response.status_code == 404, method
        assert response.headers["Content-Type"].split(";")[0] in JSON_TYPES, method
        assert isinstance(response.json(), dict)


def test_a_slash_left_out_of_an_api_address_is_added(client: Client) -> None:
    response = client.get("/api/v2/pages?limit=1")

    assert response.status_code == 301
    assert response.headers["Location"] == "/api/v2/pages/?limit=1"


@pytest.mark.parametrize(
    "address",
    [
        "/documents/",
        "/documents/x",
        "/documents/1/nothing.pdf",
        "/media/x",
    ],
)
def test_an_unknown_document_is_a_404_and_no_redirect(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "language", "heading"),
    [
        ("/finns-inte/", "sv", "Sidan finns inte"),
        ("/en/not-here/", "en", "Page not found"),
        ("/documents/1/borta.pdf", "sv", "Sidan finns inte"),
    ],
)
def test_a_missing_page_is_explained_in_the_language_of_the_address(
    address: str, language: str, heading: str, client: Client
) -> None:
    # The browser's own language decides nothing: an address has one language.
    response = client.get(address, headers={"accept-language": "en,sv;q=0.5"})

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()
    assert f">{heading}</h1>" in response.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "language", "heading"),
    [("/fail/", "sv", "Något gick fel"), ("/en/fail/", "en", "Something went wrong")],
)
def test_a_fault_is_explained_without_its_details(
    address: str, language: str, heading: str, client: Client
) -> None:
    response = client.get(address)

    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.content.decode()
    assert f">{heading}</h1>" in response.content.decode()
    assert "no visitor should read" not in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_fault_in_an_api_is_told_in_json(client: Client) -> None:
    response = client.get("/api/fail/")

    assert response.status_code == 500
    assert response.json()["message"] == "internal server error"


def test_a_wrong_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("address", "language", "heading"),
    [
        ("/", "sv", "Formuläret kunde inte skickas"),
        ("/en/", "en", "The form could not be sent"),
        ("/admin/login/", "sv", "Formuläret kunde inte skickas"),
    ],
)
def test_a_form_without_its_token_is_refused_on_a_page_of_our_own(
    address: str, language: str, heading: str
) -> None:
    response = Client(enforce_csrf_checks=True).post(address)

    assert response.status_code == 403
    assert f'<html lang="{language}">' in response.text
    assert f">{heading}</h1>" in response.text
    assert "DEBUG" not in response.text


def test_a_program_that_lacks_the_token_reads_json() -> None:
    response = Client(enforce_csrf_checks=True).post("/api/x")

    assert (response.status_code, response.json()["message"]) == (403, "forbidden")


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "language", "heading"),
    [
        ("/away/", "sv", "Kan inte visas just nu"),
        ("/en/away/", "en", "Not available at the moment"),
    ],
)
def test_while_the_database_is_away_a_visitor_reads_so_in_the_language_of_the_address_and_whom_to_call(
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


@pytest.mark.urls(__name__)
def test_while_the_database_is_away_a_program_reads_so_in_json(client: Client) -> None:
    response = client.get("/api/away/")

    assert (response.status_code, response.json()["message"]) == (503, "service unavailable")
    assert response.headers["Retry-After"] == "10"


@pytest.mark.urls(__name__)
def test_what_is_no_outage_is_a_fault(client: Client) -> None:
    assert client.get("/mistake/").status_code == 500


@pytest.mark.urls(__name__)
def test_the_log_has_one_line_of_an_outage(client: Client) -> None:
    with logged() as lines:
        client.get("/away/")
    assert len(lines()) == 1
    with logged() as lines:
        client.get("/mistake/")
    assert len(lines()) > 2, "A fault of the site's own has its traceback."
