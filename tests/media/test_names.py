"""Files have names that nobody guesses, those that were uploaded before as well."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

import pytest

from results.media.checks import check_storage
from results.media.models import MovedFile
from results.media.storage import PrivateMediaStorage

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
