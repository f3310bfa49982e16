"""What a killed import left behind is taken away."""

from io import BytesIO

from wagtail.images import get_image_model
from wagtail.models import Page

import pytest

from results.importing.drafting import images
from results.importing.models import DocumentImport
from results.models import ResultsIndexPage
from results.publishing import reconcile
from tests.importing import papers
from tests.importing.papers import drafted, illustrated, media_files, picture_tag

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = [picture_tag(number) for number in range(3)]


def left_behind(index: ResultsIndexPage, number: int = 0) -> DocumentImport:
    """What an import leaves that is killed between its files and the end of its transaction."""
    name = f"original_images/import-{number}-1.jpg"
    images.storage().save(name, BytesIO(papers.photograph()))
    return DocumentImport.objects.create(
        index=Page.objects.get(pk=index.pk),
        digest="0" * 64,
        file_name="a.md",
        period_start="2016-01-01",
        period_end="2016-12-31",
        files=[name, "original_images/never-written.jpg"],
    )


def test_the_next_import_takes_away_what_a_killed_one_left(index: ResultsIndexPage) -> None:
    left_behind(index)

    drafted(index, illustrated(*PICTURES))

    assert media_files() == {image.file.name for image in get_image_model().objects.all()}


def test_the_reconciliation_takes_away_what_a_killed_import_left(index: ResultsIndexPage) -> None:
    left_behind(index)

    assert reconcile().cleared == 1

    assert not media_files()
    assert reconcile().cleared == 0


def test_a_file_that_an_image_has_is_never_taken_away(index: ResultsIndexPage) -> None:
    drafted(index, illustrated(*PICTURES))
    DocumentImport.objects.update(state="begun", files=sorted(media_files()))

    assert reconcile().cleared == 0

    assert len(media_files()) == len(PICTURES)
