"""Documents and images that not everybody may see are in no answer of the APIs."""

from django.test import Client

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

import pytest

from tests.api.building import Edition
from tests.api.conftest import V2, V3


@pytest.fixture
def private(edition: Edition) -> Edition:
    """An edition whose documents and images lie below a private collection."""
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    below = collection.add_child(name="Below")
    get_document_model().objects.update(collection=below, title="SECRET document")
    get_image_model().objects.update(collection=below, title="SECRET image")
    return edition


@pytest.mark.parametrize("api", [V2, V3])
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


@pytest.mark.parametrize("api", [V2, V3])
@pytest.mark.parametrize("text_format", ["html", "markdown"])
def test_a_link_in_a_text_leads_to_no_private_page(
    edition: Edition, visitor: Client, api: str, text_format: str
) -> None:
    address = f"{api}{edition.swedish.pk}/?rich_text_format={text_format}"
    assert edition.target.url in visitor.get(address).content.decode()

    for page in (edition.target, edition.target_en):
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert edition.target.url not in visitor.get(address).content.decode()
