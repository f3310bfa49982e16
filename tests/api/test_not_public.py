"""Files that not everybody may see and pages whose time is over are in no answer of the APIs."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

import pytest

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


def test_the_main_image_and_the_report_are_null_in_v2(private: Edition, visitor: Client) -> None:
    answer = visitor.get(f"{V2}{private.swedish.pk}/").json()

    assert answer["hero_image"] is None
    assert answer["report"] is None


def test_the_page_names_no_private_file(private: Edition, visitor: Client) -> None:
    html = visitor.get(private.swedish.url).text

    for secret in ("SECRET", "/documents/", "/media/"):
        assert secret not in html


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


@both
def test_a_text_is_given_in_the_format_that_is_asked_for(
    edition: Edition, visitor: Client, api: str
) -> None:
    stored, html, markdown = (
        visitor.get(f"{api}{edition.swedish.pk}/{query}").text
        for query in ("", "?rich_text_format=html", "?rich_text_format=markdown")
    )
    assert "linktype" in stored
    assert "linktype" not in html
    assert "<p" in html
    assert "linktype" not in markdown
    assert "](" in markdown


def set_expiry(page: Page, days: int) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(days=days))


@both
def test_an_expired_page_is_not_read(
    indexes: None, edition: Edition, visitor: Client, api: str
) -> None:
    pk = edition.swedish.pk
    lists = ["", "?type=results.ResultsPage", f"?child_of={edition.index.pk}", "?search=2016"]
    for days, status in ((1, 200), (-1, 404)):
        set_expiry(edition.swedish, days)
        assert visitor.get(f"{api}{pk}/").status_code == status
        for query in lists:
            listed = {page["id"] for page in visitor.get(api + query).json()["items"]}
            assert (pk in listed) is (status == 200), query
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


def test_v2_names_a_parent_that_visitors_reach_and_no_other(
    edition: Edition, visitor: Client
) -> None:
    address = f"{V2}{edition.swedish.pk}/"
    assert visitor.get(address).json()["meta"]["parent"]["id"] == edition.index.pk

    Page.objects.filter(pk=edition.index.pk).update(live=False)

    assert visitor.get(address).json()["meta"]["parent"] is None
