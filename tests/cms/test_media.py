"""Which uploaded files are reached at which address."""

from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from wagtail.documents import get_document_model
from wagtail.models import Collection

import pytest

pytestmark = pytest.mark.django_db


def document(name: str, content: bytes, collection: Collection | None = None) -> Any:
    return get_document_model().objects.create(
        title=name,
        file=ContentFile(content, name),
        collection=collection or Collection.get_first_root_node(),
    )


def test_a_document_that_is_already_known_is_not_sent_again(client: Client) -> None:
    stored = document("report.pdf", b"%PDF-1.7")
    first = client.get(stored.url)
    known = first.headers["Last-Modified"]

    response = client.get(stored.url, headers={"if-modified-since": known})

    assert response.status_code == 304
    for answer in (first, response):
        assert "Content-Encoding" not in answer.headers, "Nothing is compressed."


@pytest.mark.parametrize("name", ["report.pdf", "report.txt", "report.csv"])
def test_active_content_under_another_name_is_never_sent_as_such(name: str, client: Client) -> None:
    stored = document(name, b"<html><script>alert(1)</script></html>")

    headers = client.get(stored.url).headers

    kind = headers["Content-Type"]
    assert kind == "application/pdf" or headers["Content-Disposition"].startswith("attachment")
    assert "html" not in kind
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'"


def test_a_document_of_another_kind_is_refused_beside_its_field(admin_client: Client) -> None:
    for name in ("page.html", "drawing.svg", "pack.zip", "run.exe", "noending"):
        data = {"title": name, "file": ContentFile(b"content", name), "collection": "1", "tags": ""}

        response = admin_client.post(reverse("wagtaildocs:add"), data)

        assert response.status_code == 200, name
        assert response.context["form"].errors["file"], name
