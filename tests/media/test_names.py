"""Files have names that nobody guesses, those uploaded before as well; one without room is refused."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

import pytest

from results.media.models import MovedFile
from results.media.storage import PrivateMediaStorage, PrivateMediaStorageMixin, check_storage
from tests.cms.test_images import picture_bytes
from tests.factories import browser_of

pytestmark = pytest.mark.django_db

PLAIN = "django.core.files.storage.FileSystemStorage"


def plainly() -> override_settings:
    """Files are stored as Django does by itself."""
    return override_settings(STORAGES={**settings.STORAGES, "default": {"BACKEND": PLAIN}})


def rename(*options: str) -> str:
    output = StringIO()
    call_command("randomise_media_names", *options, stdout=output, stderr=output)
    return output.getvalue()


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


def test_files_of_before_get_other_names_and_public_pictures_lead_there(
    client: Client, media_folder: Path
) -> None:
    with plainly():
        stored, report = image(), document()
        old = [stored.file.url, stored.get_rendition("max-50x50").url]

    assert "3 to be renamed" in rename("--dry-run")
    assert "3 renamed, 0 missing" in rename()
    assert "0 renamed, 0 missing" in rename()

    stored.refresh_from_db()
    report.refresh_from_db()
    assert PrivateMediaStorage().is_random(stored.file.name)
    assert PrivateMediaStorage().is_random(report.file.name)
    assert not list(media_folder.glob("*/IMG*"))
    response = client.get(old[0])
    assert (response.status_code, response.headers["Location"]) == (301, stored.file.url)
    assert client.get(old[1]).status_code == 301

    restricted = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")
    assert client.get(old[0]).status_code == 404


def test_a_file_that_is_missing_is_told_and_holds_up_nothing(media_folder: Path) -> None:
    with plainly():
        first, second = image("first.png"), image("second.png")
    (media_folder / first.file.name).unlink()

    said = rename()

    assert f"missing: {first.file.name}" in said
    assert "1 renamed, 1 missing" in said
    assert str(MovedFile.objects.get()) == second.file.name


def test_a_site_with_another_storage_is_told() -> None:
    assert check_storage(None) == []
    with plainly():
        image()
        (warning,) = check_storage(None)

        assert warning.id == "results_media.W001"
        with pytest.raises(CommandError, match=r"results_media\.W001"):
            rename()


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
