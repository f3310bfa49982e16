"""Pages that are saved at the same time do not wait for each other's place in the search index."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection, transaction

from wagtail.models import Page
from wagtail.search.models import IndexEntry

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("indexes"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="a PostgreSQL backend"),
]


@contextmanager
def being_saved(page: Page) -> Iterator[None]:
    """Somebody's transaction that has saved the page and goes on."""
    saved, leave = Event(), Event()

    def save() -> None:
        with transaction.atomic():
            page.save()
            saved.set()
            leave.wait(30)
        connection.close()

    thread = Thread(target=save)
    thread.start()
    try:
        assert saved.wait(30)
        yield
    finally:
        leave.set()
        thread.join()


def test_saving_a_page_leaves_the_entries_of_others_alone() -> None:
    one = ResultsPageFactory.create(live=False)
    other = ResultsPageFactory.create(parent=one.get_parent(), year=2017, live=False)
    # As if all titles were as long as the average.
    IndexEntry.objects.update(title_norm=1.0)
    with being_saved(one), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        other.save()


def test_a_title_weighs_the_less_the_longer_it_is() -> None:
    short = ResultsPageFactory.create(title="Figures")
    long = ResultsPageFactory.create(
        parent=short.get_parent(), year=2017, title="Figures of the hotline against abuse"
    )
    norms = dict(IndexEntry.objects.values_list("object_id", "title_norm"))
    assert norms[str(long.pk)] < norms[str(short.pk)]
    assert [page.pk for page in ResultsPage.objects.search("figures")] == [short.pk, long.pk]
