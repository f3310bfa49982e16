"""Files in a bucket are given by addresses that the storage has signed, after the same questions."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client, override_settings

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

import pytest
import requests

from results.pdf import stored
from tests.bucket import in_bucket, s3_server
from tests.factories import ResultsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture(autouse=True)
def bucket(server: str) -> Iterator[None]:
    """The site's files lie in a bucket."""
    with override_settings(STORAGES={**settings.STORAGES, "default": in_bucket(server)}):
        yield


def image() -> Any:
    return get_image_model().objects.create(title="A picture", file=get_test_image_file())


def test_a_picture_s_address_is_the_site_s_and_leads_to_a_signed_one(client: Client) -> None:
    stored = image()
    for file in (stored.file, stored.get_rendition("max-50x50").file):
        assert file.url == f"/media/{file.name}"

        response = client.get(file.url)

        assert response.status_code == 302
        assert response.headers["Cache-Control"] == "public, max-age=60"
        assert "X-Amz-Expires=300" in response.headers["Location"]
        assert "X-Amz-Signature=" in response.headers["Location"]
        assert requests.get(response.headers["Location"], timeout=30).content[:4] == b"\x89PNG"


def test_a_private_picture_gets_no_signature(client: Client) -> None:
    stored = image()
    root = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=root, restriction_type="login")

    response = client.get(stored.file.url)

    assert (response.status_code, "Location" in response.headers) == (403, False)


def test_documents_and_pdfs_are_read_from_the_bucket(client: Client) -> None:
    file = ContentFile(b"%PDF-report", "rapport.pdf")
    report = get_document_model().objects.create(title="Rapport", file=file)
    edition = ResultsPageFactory.create()
    stored.make(edition)

    assert b"".join(client.get(report.url)) == b"%PDF-report"
    assert b"".join(client.get(f"{edition.url}pdf/")).startswith(b"%PDF-1.7")
