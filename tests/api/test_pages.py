"""A page in its own language, without files that not everybody may see; found by path."""

import json
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone, translation

from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

import pytest

from tests.api.building import Edition, block_id, item
from tests.api.conftest import V2, V3

both = pytest.mark.parametrize("api", [V2, V3])


@pytest.fixture
def private(edition: Edition) -> Edition:
    """An edition whose documents and images lie below a private collection."""
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    below = collection.add_child(name="Below")
    get_document_model().objects.update(collection=below, title="SECRET document")
    get_image_model().objects.update(collection=below, title="SECRET image")
    return edition


@both
def test_private_files_are_neither_named_nor_linked_to(
    private: Edition, visitor: Client, api: str
) -> None:
    for query in (
        "{0.pk}/",
        "?type=results.ResultsPage" + ("&fields=*" if api == V2 else ""),
        "{0.pk}/?rich_text_format=html",
        "{0.pk}/?rich_text_format=markdown",
    ):
        response = visitor.get(api + query.format(private.swedish))

        assert response.status_code == 200
        for secret in ("SECRET", "/documents/", "/media/"):
            assert secret not in response.text, query
    shown = visitor.get(f"{V2}{private.swedish.pk}/").json()
    assert (shown["hero_image"], shown["report"]) == (None, None)


@both
def test_a_link_in_a_text_leads_to_no_private_page(
    edition: Edition, visitor: Client, api: str
) -> None:
    address = f"{api}{edition.swedish.pk}/?rich_text_format="
    formats = ("html", "markdown")
    assert all(edition.target.url in visitor.get(address + one).text for one in formats)

    for page in (edition.target, edition.target_en):
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert not any(edition.target.url in visitor.get(address + one).text for one in formats)


def test_whoever_may_edit_an_expired_page_reads_it_in_v3(edition: Edition, writer: Client) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    Page.objects.filter(pk=edition.swedish.pk).update(expire_at=yesterday)
    assert writer.get(f"{V3}{edition.swedish.pk}/").status_code == 200


def test_v2_names_a_parent_that_visitors_reach_and_no_other(
    edition: Edition, visitor: Client
) -> None:
    address = f"{V2}{edition.swedish.pk}/"
    assert visitor.get(address).json()["meta"]["parent"]["id"] == edition.index.pk

    Page.objects.filter(pk=edition.index.pk).update(live=False)

    assert visitor.get(address).json()["meta"]["parent"] is None


def shown(page: dict[str, Any]) -> tuple[str, str]:
    """The first figure and the address of the first link, as displayed."""
    campaign = page["body"][0]["value"]
    figure: str = campaign["stats"][0]["value"]["display"]["text"]
    address: str = campaign["links"][0]["value"]["display"]["url"]
    return figure, address


SWEDISH = ("nästan\u00a0133\u00a0000", "http://testserver/hotline/")
ENGLISH = ("nearly\u00a0133,000", "http://testserver/en/the-hotline/")


@both
def test_a_page_is_shown_in_its_own_language(edition: Edition, visitor: Client, api: str) -> None:
    for active in ("sv", "en", "de"):
        asked = {"accept-language": active}
        with translation.override(active):
            for page, wanted in [(edition.swedish, SWEDISH), (edition.english, ENGLISH)]:
                answer = visitor.get(f"{api}{page.pk}/", headers=asked)
                assert shown(answer.json()) == wanted
                assert "Content-Language" not in answer


def test_a_draft_and_a_revision_are_shown_in_the_language_of_the_page(
    edition: Edition, writer: Client
) -> None:
    address = f"{V3}{edition.english.pk}/"
    link = item("link", 2, text="Read about the hotline", page=edition.target.pk)
    stat = item("stat", 3, value="1234567.5", label="views")
    body = [
        item("campaign", 1, heading="New", text="<p>New</p>", stats=[stat], links=[link]),
    ]
    answer = writer.patch(address, json.dumps({"body": body}), content_type="application/json")
    assert answer.status_code == 200, answer.content
    wanted = ("1,234,567.5", "http://testserver/en/the-hotline/")
    assert shown(answer.json()) == wanted
    assert shown(writer.get(f"{address}?version=draft").json()) == wanted
    assert shown(writer.get(address).json()) == ENGLISH
    revision = edition.english.revisions.latest("created_at").pk
    found = writer.get(f"{address}revisions/{revision}/").json()["content_object"]
    assert shown(found) == wanted
    assert found["body"][0]["id"] == block_id(1)


def test_an_alias_speaks_the_language_of_its_original(edition: Edition, visitor: Client) -> None:
    edition.english.delete()
    alias = edition.swedish.copy_for_translation(edition.index_en.locale, alias=True)
    for api in (V2, V3):
        figure, address = shown(visitor.get(f"{api}{alias.pk}/").json())
        assert (figure, address) == SWEDISH


def test_a_mistake_is_told_in_the_language_of_whoever_writes(
    edition: Edition, writer: Client
) -> None:
    address = f"{V3}{edition.swedish.pk}/"
    link = item("link", 1, text="Läs om ECPAT", url="javascript:alert(1)")
    body = json.dumps({"body": [item("text", 2, text="<p>Text</p>", links=[link])]})
    told = {}
    for language in ("sv", "en"):
        answer = writer.patch(
            address,
            body,
            content_type="application/json",
            headers={"accept-language": language},
        )
        assert answer.status_code == 422
        told[language] = answer.json()["errors"][0]["msg"]
    assert told["en"] != told["sv"]


def found(visitor: Client, api: str, path: str) -> Any:
    """The key of the page that is found at a path, else the status."""
    response = visitor.get(f"{api}find/", {"html_path": path}, follow=True)
    return response.json()["id"] if response.status_code == 200 else response.status_code


@both
def test_a_page_is_found_by_the_path_that_visitors_ask_for(
    edition: Edition, visitor: Client, writer: Client, api: str
) -> None:
    for path, page in {
        "/resultat/2016/": edition.swedish,
        "/en/results/2016/": edition.english,
        "en/results/2016": edition.english,
        "/en/": edition.home_en,
        "/": edition.home,
    }.items():
        assert found(visitor, api, path) == page.pk
    asked = {"html_path": "/en/results/2016/"}
    # At once, and whoever has a token by its id.
    assert visitor.get(f"{api}find/", asked).status_code == 200
    assert writer.get(f"{api}find/", asked).status_code == 302
    assert visitor.get(f"{api}find/", asked | {"type": "wagtailcore.Page"}).status_code != 200
    for path in ("/en/results/2017/", "/resultat/2016", "/admin/", "/de/", "/utkast/"):
        expected = edition.swedish.pk if path == "/resultat/2016" else 404
        assert found(visitor, api, path) == expected
    PageViewRestriction.objects.create(page=edition.english, restriction_type="login")
    assert found(visitor, api, "/en/results/2016/") == 404


def test_an_answer_does_not_vary_by_a_session_that_nobody_has(
    edition: Edition, visitor: Client
) -> None:
    assert "Cookie" not in visitor.get(f"{V3}{edition.english.pk}/").get("Vary", "")


@both
def test_a_page_that_has_moved_is_found_by_a_redirect(
    edition: Edition, visitor: Client, api: str
) -> None:
    Redirect.objects.create(old_path="/aret-2016", redirect_page=edition.swedish, is_permanent=True)
    Redirect.objects.create(old_path="/bort", redirect_link="https://example.org/")
    response = visitor.get(f"{api}find/", {"html_path": "/aret-2016/"})
    assert response.status_code == 301
    assert found(visitor, api, "/aret-2016/") == edition.swedish.pk
    Redirect.objects.create(old_path="/nirgends", redirect_page=Page.get_first_root_node())
    assert found(visitor, api, "/bort/") == found(visitor, api, "/nirgends/") == 404


@both
def test_a_browser_gets_an_answer_too(edition: Edition, visitor: Client, api: str) -> None:
    for path in ("", f"{edition.swedish.pk}/", "find/?html_path=/resultat/2016/"):
        response = visitor.get(f"{api}{path}", headers={"accept": "text/html,*/*;q=0.8"})
        assert response.status_code == 200
