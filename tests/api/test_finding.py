"""Finding pages: by the path that visitors ask for, in parts of lists, in their language."""

from typing import Any

from django.test import Client

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

import pytest

from tests.api.building import Edition
from tests.api.conftest import V2, V3

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("api", [V2, V3])]


def found(visitor: Client, api: str, path: str) -> Any:
    """The key of the page that is found at a path, else the status."""
    response = visitor.get(f"{api}find/", {"html_path": path}, follow=True)
    return response.json()["id"] if response.status_code == 200 else response.status_code


def test_a_page_is_found_by_the_path_that_visitors_ask_for(
    edition: Edition, visitor: Client, api: str
) -> None:
    for path, page in {
        "/resultat/2016/": edition.swedish,
        "/en/results/2016/": edition.english,
        "en/results/2016": edition.english,
        "/en/": edition.home_en,
        "/": edition.home,
    }.items():
        assert found(visitor, api, path) == page.pk
    for path in ("/en/results/2017/", "/resultat/2016", "/admin/", "/de/", "/utkast/"):
        expected = edition.swedish.pk if path == "/resultat/2016" else 404
        assert found(visitor, api, path) == expected
    PageViewRestriction.objects.create(page=edition.english, restriction_type="login")
    assert found(visitor, api, "/en/results/2016/") == 404


def test_a_page_that_has_moved_is_found_by_a_redirect(
    edition: Edition, visitor: Client, api: str
) -> None:
    Redirect.objects.create(old_path="/aret-2016", redirect_page=edition.swedish, is_permanent=True)
    Redirect.objects.create(old_path="/bort", redirect_link="https://example.org/")
    response = visitor.get(f"{api}find/", {"html_path": "/aret-2016/"})
    assert response.status_code == 301
    assert found(visitor, api, "/aret-2016/") == edition.swedish.pk
    assert found(visitor, api, "/bort/") == 404


def test_the_header_names_the_language_of_the_page(
    edition: Edition, visitor: Client, api: str
) -> None:
    for page, language in ((edition.swedish, "sv"), (edition.english, "en")):
        response = visitor.get(f"{api}{page.pk}/", headers={"accept-language": "de"})
        assert response["Content-Language"] == language


def test_a_browser_gets_an_answer_too(edition: Edition, visitor: Client, api: str) -> None:
    for path in ("", f"{edition.swedish.pk}/", "find/?html_path=/resultat/2016/"):
        response = visitor.get(f"{api}{path}", headers={"accept": "text/html,*/*;q=0.8"})
        assert response.status_code == 200


def test_a_part_of_a_list_links_to_its_neighbours(
    edition: Edition, visitor: Client, api: str
) -> None:
    path = f"{api}?limit=2&offset=2"
    assert visitor.get(path)["Link"] == (
        f'<http://testserver{api}?limit=2&offset=0>; rel="prev", '
        f'<http://testserver{api}?limit=2&offset=4>; rel="next"'
    )
    assert 'offset=0>; rel="prev"' in visitor.get(f"{api}?limit=2&offset=1")["Link"]
    found = visitor.get(api).json()
    total = found["count"] if "count" in found else found["meta"]["total_count"]
    assert "Link" not in visitor.get(f"{api}?limit={total}")
