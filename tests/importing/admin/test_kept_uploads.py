"""An upload is kept for its person for a week, and each person has few."""

from datetime import timedelta

from django.utils import timezone

import pytest

from results.importing.models import Upload
from results.models import ResultsPage
from tests.factories import UserFactory

from .importer import DOCUMENT, MAKER, Importer, index_page

pytestmark = pytest.mark.django_db


def test_a_new_upload_replaces_the_older_ones_for_the_same_page(importer: Importer) -> None:
    for number in range(3):
        importer.review(content=f"{DOCUMENT}\n{number}")

    assert bytes(Upload.objects.get().content).endswith(b"\n2")


def test_uploads_of_another_person_stay(importer: Importer) -> None:
    other = Importer(importer.index, UserFactory.create(may=MAKER))
    review = other.review()

    importer.review()

    assert Upload.objects.count() == 2
    assert other.browser.get(review.address).status_code == 200


def test_a_person_has_at_most_five_uploads_of_which_the_oldest_go(importer: Importer) -> None:
    indexes = [importer.index, *(index_page(slug=f"more-{number}") for number in range(6))]
    for index in indexes:
        Importer(index, importer.user).review()

    kept = Upload.objects.order_by("pk").values_list("index_id", flat=True)
    assert list(kept) == [index.pk for index in indexes[-5:]]


def test_an_upload_of_last_week_is_neither_shown_nor_made(importer: Importer) -> None:
    review = importer.review()
    Upload.objects.update(created_at=timezone.now() - timedelta(days=7, minutes=1))

    for response in (importer.browser.get(review.address), review.make()):
        assert response.status_code == 302
        assert response["Location"] == importer.address
    assert not ResultsPage.objects.exists()
