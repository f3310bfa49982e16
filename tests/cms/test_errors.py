"""Error pages, each of the kind that the asker understands."""

from typing import NoReturn

from django.test import Client
from django.urls import path

import pytest

from cms import urls

JSON_TYPES = {"application/json", "application/problem+json"}

pytestmark = pytest.mark.django_db


def fail(request: object) -> NoReturn:
    raise RuntimeError("a fault that no visitor should read about")


urlpatterns = [
    path("fail/", fail),
    path("en/fail/", fail),
    path("api/fail/", fail),
    *urls.urlpatterns,
]
handler404 = urls.handler404
handler500 = urls.handler500


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
    client.raise_request_exception = False

    response = client.get(address)

    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.content.decode()
    assert f">{heading}</h1>" in response.content.decode()
    assert "no visitor should read" not in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_fault_in_an_api_is_told_in_json(client: Client) -> None:
    client.raise_request_exception = False

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
