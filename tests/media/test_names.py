"""Files have names that nobody guesses; one without room is refused."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import Client, override_settings
from django.urls import reverse

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

import pytest

from results.media.storage import PrivateMediaStorageMixin, check_storage
from tests.cms.test_images import picture_bytes
from tests.factories import browser_of

pytestmark = pytest.mark.django_db

PLAIN = "django.core.files.storage.FileSystemStorage"


def plainly() -> override_settings:
    """Files are stored as Django does by itself."""
    return override_settings(STORAGES={**settings.STORAGES, "default": {"BACKEND": PLAIN}})


def image(name: str = "IMG_4711.PNG") -> Any:
    return get_image_model().objects.create(title="A picture", file=get_test_image_file(name))


def document() -> Any:
    file = ContentFile(b"%PDF-1.7", "Rapport 2016.pdf")
    return get_document_model().objects.create(title="Rapport", file=file)


def test_a_picture_has_nothing_of_its_uploader_s_name() -> None:
    stored = image()

    assert re.fullmatch(r"original_images/[0-9a-f]{26}\.png", stored.file.name)
    assert re.fullmatch(r"images/[0-9a-f]{26}\.png", stored.get_rendition("max-50x50").file.name)


def test_a_document_keeps_its_name_below_one_that_nobody_guesses() -> None:
    stored = document()

    assert re.fullmatch(r"documents/[0-9a-f]{26}/Rapport_2016\.pdf", stored.file.name)
    assert stored.filename == "Rapport_2016.pdf"


def test_a_site_with_another_storage_is_told() -> None:
    assert check_storage(None) == []
    with plainly():
        (warning,) = check_storage(None)

        assert warning.id == "results_media.W001"


class FullDisk(FileSystemStorage):
    """Writes to a device that the kernel always says is full."""

    def _save(self, name: str, content: Any) -> str:
        Path("/dev/full").write_bytes(content.read())
        return name


class FullStorage(PrivateMediaStorageMixin, FullDisk):
    """The same below the plugin's storage."""


@pytest.fixture
def admin() -> Client:
    return browser_of(language="en")


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("wagtailimages", ContentFile(picture_bytes("png"), "dots.png")),
        ("wagtaildocs", ContentFile(b"%PDF-1.7 Example data", "report.pdf")),
    ],
)
def test_an_upload_to_a_full_disk_says_so_and_leaves_nothing(
    admin: Client, kind: str, file: Any
) -> None:
    address = reverse(f"{kind}:add")
    storage = {"BACKEND": f"{__name__}.FullStorage"}

    with override_settings(STORAGES={**settings.STORAGES, "default": storage}):
        answer = admin.post(
            address,
            {"title": "Example data", "file": file},
            follow=True,
            headers={"referer": f"http://testserver{address}"},
        )

    assert [where for where, _status in answer.redirect_chain] == [f"http://testserver{address}"]
    assert "The server has no space left, so the file was not stored." in answer.text
    assert not get_image_model().objects.exists()
    assert not get_document_model().objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_several_files_each_is_refused_in_the_same_words(admin: Client) -> None:
    address = reverse("wagtailimages:add_multiple")
    storage = {"BACKEND": f"{__name__}.FullStorage"}
    file = ContentFile(picture_bytes("png"), "dots.png")

    with override_settings(STORAGES={**settings.STORAGES, "default": storage}):
        answer = admin.post(
            address,
            {"title": "Example data", "files[]": file, "collection": "1"},
            headers={"x-requested-with": "XMLHttpRequest"},
        )

    said = answer.json()
    assert not said["success"]
    assert "The server has no space left" in said["error_message"]
    assert not get_image_model().objects.exists()
