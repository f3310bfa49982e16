"""What becomes of PDFs that several make, or whose page changes, at the same time."""

from pathlib import Path

from django.test import Client

import pytest

from results.models import ResultsPage
from results.pdf import making, stored
from results.pdf.stored import find_last, is_current
from results.publishing.models import GeneratedFile
from tests.publishing.test_races import at_once

from .conftest import Small, files

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", ["publish", "unpublish"])
def test_a_page_that_changes_while_its_pdf_is_made_gets_the_newer_one_or_none(
    edition: Small, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    page, make_pdf, titles = edition.swedish, making.make_pdf, []

    def slowly(current: ResultsPage) -> bytes:
        titles.append(current.title)
        newer = ResultsPage.objects.get(pk=page.pk)
        if change == "unpublish":
            newer.unpublish()
        elif len(titles) == 1:
            newer.title = "Meanwhile"
            newer.save_revision().publish()
        return make_pdf(current)

    monkeypatch.setattr(making, "make_pdf", slowly)
    stored.make(page)

    kept = GeneratedFile.objects.filter(page_id=page.pk)
    if change == "publish":
        assert titles == ["2016", "Meanwhile"]
        assert is_current(find_last(page))
    else:
        assert not kept.exists()


@pytest.mark.django_db(transaction=True)
def test_makers_at_once_leave_one_file(edition: Small, media_folder: Path) -> None:
    # The publication has been followed by a file already, since this test really commits.
    GeneratedFile.objects.all().delete()
    for file in files(media_folder):
        file.unlink()

    at_once(lambda _number: stored.make(edition.swedish))

    assert GeneratedFile.objects.count() == len(files(media_folder)) == 1
    assert Client().get("/resultat/2016/pdf/").status_code == 200
