"""Files that not everybody may see and pages whose time is over are in no answer of the APIs."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

import pytest

from results.api.v3 import check_joined_in_time
from tests.api.building import Edition
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
@pytest.mark.parametrize(
    "query",
    [
        "{0.pk}/",
        "?type=results.ResultsPage&fields=*",
        "{0.pk}/?rich_text_format=html",
        "{0.pk}/?rich_text_format=markdown",
    ],
)
def test_private_files_are_neither_named_nor_linked_to(
    private: Edition, visitor: Client, api: str, query: str
) -> None:
    response = visitor.get(api + query.format(private.swedish))

    assert response.status_code == 200
    answer = response.content.decode()
    assert "SECRET" not in answer
    assert "/documents/" not in answer
    assert "/media/" not in answer


def test_the_main_image_and_the_report_are_null_in_v2(private: Edition, visitor: Client) -> None:
    answer = visitor.get(f"{V2}{private.swedish.pk}/").json()

    assert answer["hero_image"] is None
    assert answer["report"] is None


def test_the_page_names_no_private_file(private: Edition, visitor: Client) -> None:
    html = visitor.get(private.swedish.url).content.decode()

    assert "SECRET" not in html
    assert "/documents/" not in html
    assert "/media/" not in html


@both
@pytest.mark.parametrize("text_format", ["html", "markdown"])
def test_a_link_in_a_text_leads_to_no_private_page(
    edition: Edition, visitor: Client, api: str, text_format: str
) -> None:
    address = f"{api}{edition.swedish.pk}/?rich_text_format={text_format}"
    assert edition.target.url in visitor.get(address).content.decode()

    for page in (edition.target, edition.target_en):
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert edition.target.url not in visitor.get(address).content.decode()


def set_expiry(page: Page, days: int) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(days=days))


@both
def test_an_expired_page_is_not_read(edition: Edition, visitor: Client, api: str) -> None:
    pk = edition.swedish.pk
    set_expiry(edition.swedish, days=1)
    assert visitor.get(f"{api}{pk}/").status_code == 200
    assert pk in {page["id"] for page in visitor.get(api).json()["items"]}
    set_expiry(edition.swedish, days=-1)
    assert visitor.get(f"{api}{pk}/").status_code == 404
    for query in ["", "?type=results.ResultsPage", f"?child_of={edition.index.pk}", "?search=2016"]:
        assert pk not in {page["id"] for page in visitor.get(api + query).json()["items"]}
    for query in [f"id={pk}", "html_path=/resultat/2016/"]:
        assert visitor.get(f"{api}find/?{query}").status_code == 404
    assert visitor.get(f"{api}{edition.english.pk}/").status_code == 200


def test_whoever_may_edit_an_expired_page_reads_it_in_v3(edition: Edition, writer: Client) -> None:
    set_expiry(edition.swedish, days=-1)
    assert writer.get(f"{V3}{edition.swedish.pk}/").status_code == 200


@both
def test_a_link_to_an_expired_page_leads_nowhere(
    edition: Edition, visitor: Client, api: str
) -> None:
    set_expiry(edition.target, days=-1)
    set_expiry(edition.target_en, days=-1)
    page = visitor.get(f"{api}{edition.swedish.pk}/").json()
    link = page["body"][0]["value"]["links"][0]["value"]
    assert (link["page"], link["display"]["url"]) == (edition.target.pk, "")


@both
def test_searching_finds_what_has_not_expired(
    indexes: None, edition: Edition, visitor: Client, api: str
) -> None:
    found = visitor.get(f"{api}?type=results.ResultsPage&search=2016").json()["items"]
    assert {page["id"] for page in found} == {edition.swedish.pk, edition.english.pk}


def test_api_v3_was_joined_in_time() -> None:
    assert check_joined_in_time(None) == []
