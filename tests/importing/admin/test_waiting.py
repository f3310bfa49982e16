"""A long document is read by `run_results` while its person sees how far it is, who is then asked for chapters."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from wagtail.users.models import UserProfile

import pytest

from results.importing.models import Upload
from results.importing.reading.apart import read_apart
from results.importing.waiting import MOST_TRIES, due, read_upload
from results.publishing import Heartbeat
from results.publishing.due import stopping
from tests.importing.printed import printed, repeated, scanned

from .importer import Importer, Review, draft_of, read, said
from .long_documents import PAGES, long_pdf, long_text
from .test_reviewing import values

pytestmark = pytest.mark.django_db


def waiting(importer: Importer, content: bytes = b"") -> str:
    """Upload a long document while `run_results` is at work; the address of its review."""
    Heartbeat.beat()
    address: str = importer.upload(content=content or long_pdf(), name="a.pdf")["Location"]
    return address


def read_due() -> None:
    """What `run_results` does."""
    for upload in due():
        read_upload.call(upload.pk)


def shown(importer: Importer, address: str) -> str:
    return said(read(importer.browser.get(address)).select(".results-import")[0])


def test_a_short_document_is_read_at_once_although_run_results_is_at_work(
    importer: Importer,
) -> None:
    Heartbeat.beat()
    assert "6,558" in importer.review().said


def test_a_long_one_is_read_by_run_results_while_its_person_sees_how_far_it_is(
    importer: Importer,
) -> None:
    address = waiting(importer)
    response = importer.browser.get(address)
    assert "“a.pdf” is being read" in said(read(response))
    assert "no-store" in response["Cache-Control"]
    # Without a script.
    assert read(response).select("a[href='']")
    Upload.objects.update(done=12, total=PAGES)
    assert f"12 of {PAGES} pages" in shown(importer, address)

    read_due()

    assert importer.browser.get(address)["Location"] == f"{address}chapters/"


def test_it_is_read_in_the_request_where_run_results_is_not_at_work(importer: Importer) -> None:
    response = importer.upload(content=long_pdf(), name="a.pdf")
    assert Upload.objects.get().state == "read"
    Upload.objects.update(state="waiting")
    assert importer.browser.get(response["Location"])["Location"].endswith("/chapters/")


def test_what_was_read_is_not_read_again(importer: Importer) -> None:
    review = importer.review()
    Upload.objects.update(content=b"nothing")
    assert "6,558" in Review(importer, review.address).said
    assert draft_of(review.make()).title == "Results of the year"


def test_what_cannot_be_read_says_why_and_can_be_tried_again(importer: Importer) -> None:
    UserProfile.objects.update(preferred_language="sv")
    address = waiting(importer, repeated(printed(scanned()), 41))
    read_due()
    UserProfile.objects.update(preferred_language="en")
    assert "Denna PDF" in shown(importer, address) or "PDF-filen" in shown(importer, address)

    assert importer.browser.post(address)["Location"] == address
    assert Upload.objects.get().state == "waiting"
    read_due()
    assert Upload.objects.get().state == "refused"

    importer.browser.post(address, {"cancel": "1"})
    assert not Upload.objects.exists()


@pytest.mark.postgresql
def test_what_another_process_reads_is_left_to_it_until_that_is_silent_for_a_minute(
    importer: Importer,
) -> None:
    address = waiting(importer)
    Upload.objects.update(due_at=timezone.now() + timedelta(seconds=50), tries=1)
    read_due()
    Heartbeat.stop()
    assert "is being read" in shown(importer, address)
    assert Upload.objects.get().state == "waiting"

    Upload.objects.update(due_at=timezone.now())
    read_due()
    assert Upload.objects.get().state == "read"


def test_what_ends_its_process_each_time_is_told_so(importer: Importer) -> None:
    address = waiting(importer)
    Upload.objects.update(tries=MOST_TRIES)
    read_due()
    assert "ended each time" in shown(importer, address)


@pytest.mark.postgresql
def test_a_process_that_is_told_to_stop_leaves_the_document_to_the_next_one(
    importer: Importer,
) -> None:
    waiting(importer)
    upload = Upload.objects.get()
    stopping.set()
    try:
        read_due()
    finally:
        stopping.clear()
    upload.refresh_from_db()
    assert (upload.state, upload.tries) == ("waiting", 0)
    assert upload.due_at <= timezone.now()


def test_a_document_that_goes_while_it_is_read_does_no_harm(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(importer)
    monkeypatch.setattr("results.importing.waiting.REPORT_AGAIN", 0)

    def and_it_goes(*args: Any) -> Any:
        Upload.objects.all().delete()
        return read_apart(*args)

    monkeypatch.setattr("results.importing.waiting.read_apart", and_it_goes)
    read_due()
    assert not Upload.objects.exists()


def test_a_failure_of_the_program_is_told_and_holds_nothing_up(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = waiting(importer)

    def fail(*args: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("results.importing.waiting.read_apart", fail)
        for _try in range(MOST_TRIES):
            assert Upload.objects.get().state == "waiting"
            read_due()
    assert "The program failed" in shown(importer, address)
    importer.browser.post(address)
    read_due()
    assert Upload.objects.get().state == "read"


def asked(importer: Importer, content: str | bytes = "", name: str = "a.md") -> str:
    """Upload a long document; the address where its chapters are asked for."""
    review = importer.upload(content=content or long_text(), name=name)["Location"]
    address: str = importer.browser.get(review)["Location"]
    assert address == f"{review}chapters/"
    return address


def ticked(response: object) -> list[str]:
    return [str(box["value"]) for box in read(response).select("[name=chapters][checked]")]


def test_each_chapter_says_how_much_is_in_it(importer: Importer) -> None:
    beginning, first = read(importer.browser.get(asked(importer))).select("fieldset li")[:2]
    assert said(beginning) == "The beginning 2 words, 0 figures"
    assert said(first) == "Chapter 1 4,270 words, 1 figure"
    address = asked(importer, long_pdf(), "a.pdf")
    paged = read(importer.browser.get(address)).select("fieldset li")[1]
    assert said(paged) == "Chapter 1 from page 2, 1 page, 23 words, 1 figure"


def test_the_edition_is_made_of_the_chapters_that_are_chosen(importer: Importer) -> None:
    address = asked(importer)
    assert ticked(importer.browser.get(address)) == ["0", "1", "2", "3", "4"]
    response = importer.browser.post(address, {"chapters": ["2", "4"]})
    review = Review(importer, response["Location"])
    assert "2 of 5 chapters are included" in review.said
    assert "Chapter 1 (You have not chosen this chapter.)" in review.said
    page = draft_of(review.make())
    assert page.title == "Example year"
    assert list(map(int, values(page))) == [6502, 6504]


def test_chapters_that_are_none_are_refused(importer: Importer) -> None:
    address = asked(importer)
    for chapters in ([], ["99"], ["-1"], ["1", "x"], ["9" * 5000]):
        html = read(importer.browser.post(address, {"chapters": chapters}))
        assert html.select("[role=alert]"), chapters
        assert Upload.objects.get().chosen is None


def test_of_more_than_makes_an_edition_nothing_is_ticked_and_fewer_are_asked_for(
    importer: Importer,
) -> None:
    address = asked(importer, long_text(words=90_000))
    assert ticked(importer.browser.get(address)) == []
    response = importer.browser.post(address, {"chapters": ["1", "2", "3", "4"]})
    assert "choose fewer chapters" in said(read(response))
    assert ticked(response) == ["1", "2", "3", "4"]
