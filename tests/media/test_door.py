"""The one door to pictures: what a collection's privacy allows, at every size, whoever asks how."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.test import Client

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail.users.models import UserProfile

import pytest

from results.publishing.models import store_file
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def image_in(collection: Collection, name: str = "IMG_4711.png") -> list[str]:
    """The addresses of an image of the collection, as it is and smaller."""
    image = get_image_model().objects.create(
        title="A picture", file=get_test_image_file(name), collection=collection
    )
    return [image.file.url, image.get_rendition("max-50x50").url]


@pytest.fixture
def root() -> Collection:
    found: Collection = Collection.get_first_root_node()
    return found


def test_a_public_picture_is_kept_by_browsers_and_runs_nothing(
    root: Collection, client: Client, media_folder: Path
) -> None:
    for url in image_in(root):
        response = client.get(url)

        assert response.status_code == 200
        assert b"".join(response).startswith(b"\x89PNG")
        assert response.headers["Cache-Control"] == "public, max-age=86400"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        again = client.get(url, headers={"if-none-match": response.headers["ETag"]})
        assert again.status_code == 304
        (media_folder / url.removeprefix("/media/")).unlink()
        assert client.get(url).status_code == 404


def avatar(name: str, content: bytes) -> str:
    """The address of a file that a row of Wagtail's accounts names."""
    profile = UserProfile.get_for_user(UserFactory.create())
    profile.avatar.save(name, ContentFile(content))
    url: str = profile.avatar.url
    return url


def test_files_of_other_models_are_for_everybody(client: Client) -> None:
    url = avatar("Anna.png", get_test_image_file().file.getvalue())

    response = client.get(url)

    assert b"".join(response).startswith(b"\x89PNG")
    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    UserProfile.objects.update(avatar="")
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x"])
def test_whatever_another_model_s_file_contains_it_runs_nothing(client: Client, name: str) -> None:
    response = client.get(avatar(name, b"<script>alert(1)</script>"))

    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    is_picture = name.endswith(".svg")
    assert response.headers["Content-Disposition"].startswith("inline") == is_picture
    assert b"".join(response)


def test_nothing_else_is_given(root: Collection, client: Client) -> None:
    document = get_document_model().objects.create(
        title="report", file=ContentFile(b"%PDF-1.7", "report.pdf"), collection=root
    )
    (original, _rendition) = image_in(root)
    made = store_file(1, "pdf", "state", b"%PDF-1.7", "edition.pdf")
    for url in (
        f"/media/{made.file.name}",
        f"/media/{document.file.name}",
        "/media/",
        "/media/x",
        f"{original}/",
        "/media/original_images/%2e%2e/documents/x.png",
        "/media//etc/hosts",
        f"{original}%00",
    ):
        assert client.get(url).status_code == 404, url
    assert client.post(original).status_code == 405
