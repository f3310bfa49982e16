"""Where a document is chosen and kept: what is refused is said beside the field, whose screens they are, and who sees its pictures."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone

from wagtail.models import GroupPagePermission, Page

import pytest
from PIL import Image

from results.importing.admin import review_screen
from results.importing.drafting import make_draft
from results.importing.models import UPLOADS_KEPT, DocumentImport, Upload
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import AdminFactory, ResultsPageFactory, UserFactory, home_page
from tests.importing.bad_documents import bad_documents
from tests.importing.papers import cut_off, plain, tag
from tests.importing.printed import printed

from .importer import (
    DOCUMENT,
    MAKER,
    Importer,
    Review,
    draft_of,
    errors_of,
    fields_of,
    index_page,
    messages_of,
    nothing_written,
    read,
    said,
)

pytestmark = pytest.mark.django_db


def test_a_document_leads_to_its_review_and_lies_in_the_database_alone(
    importer: Importer, media_folder: Path
) -> None:
    review = importer.review()
    assert "results.txt" in review.said
    assert "6,558" in review.said
    assert bytes(Upload.objects.get().content).decode() == DOCUMENT
    assert not list(media_folder.rglob("*"))


def test_what_was_read_is_not_read_again(importer: Importer) -> None:
    review = importer.review()
    Upload.objects.update(content=b"nothing")
    assert "6,558" in Review(importer, review.address).said
    assert draft_of(review.make()).title == "Results of the year"


def test_what_cannot_be_imported_is_told_beside_the_document(importer: Importer) -> None:
    # The first for each reason that there is; those that are too long have tests of their own.
    first = {bad.code: bad for bad in reversed(bad_documents())}
    for bad in (bad for code, bad in first.items() if code not in {"too_large", "too_long"}):
        response = importer.upload(bad.content, bad.name)
        assert response.status_code == 200, bad.name
        assert set(errors_of(response)) == {"document"}, bad.name
        assert nothing_written(), bad.name


def test_what_is_no_document_or_too_large_is_told_beside_the_document(importer: Importer) -> None:
    assert "at most 20 MB and 400,000 characters" in importer.browser.get(importer.address).text
    sent: list[tuple[str | bytes, str]] = [
        (b"word " * 4_300_000, "larger than 20 MB"),
        ("word " * 80_001, "longer than 400,000 characters"),
    ]
    for content, told in sent:
        assert told in errors_of(importer.upload(content))["document"]
    response = importer.browser.post(importer.address, {"year": 2018})
    assert set(errors_of(response)) == {"document"}
    assert nothing_written()


def test_a_year_that_is_none_is_told_beside_the_year(importer: Importer) -> None:
    for year in ["", "16", "1899", "2101", "-1", "9" * 400, "2016.5", "NaN", "år"]:
        response = importer.upload(year=year)
        assert set(errors_of(response)) == {"year"}, year
        assert nothing_written()


def test_a_year_that_has_an_edition_is_told_with_its_title_as_text_and_a_way_to_it(
    importer: Importer,
) -> None:
    title = "<script>alert(1)</script>"
    edition = ResultsPageFactory.create(parent=importer.index, year=2018, title=title, live=False)
    response = importer.upload(year=2018)
    told = errors_of(response)["year"]
    assert "There is an edition for 2018 already" in told
    assert title in told
    assert title not in response.content.decode()
    link = read(response).select_one(".error-message a")
    assert link
    assert link["href"] == f"/admin/pages/{edition.pk}/edit/"
    assert not Upload.objects.exists()


def test_a_document_that_was_imported_before_is_told_with_a_way_to_its_edition_and_to_another(
    importer: Importer,
) -> None:
    page = draft_of(importer.review().make())
    response = importer.upload()
    assert "imported before" in errors_of(response)["document"]
    link = read(response).select_one(".error-message a")
    assert link
    assert link["href"] == f"/admin/pages/{page.pk}/edit/"
    again = draft_of(importer.review(again="on").make())
    assert again.pk != page.pk
    assert again.period_start == page.period_start


def test_another_draft_is_offered_only_where_one_is_in_the_way(importer: Importer) -> None:
    def offered(response: object) -> bool:
        return bool(read(response).select("[type=checkbox][name=again]"))

    assert not offered(importer.browser.get(importer.address))
    assert not offered(importer.upload(b""))
    ResultsPageFactory.create(parent=importer.index, year=2018, live=False)
    response = importer.upload()
    assert offered(response)
    assert "again" not in fields_of(read(response))
    # It stays open when something else is wrong.
    response = importer.upload(b"", again="on")
    assert read(response).select("[type=checkbox][name=again][checked]")


def test_uploads_of_last_week_go_as_another_comes(importer: Importer) -> None:
    importer.review()
    Upload.objects.update(created_at=timezone.now() - timedelta(days=7, minutes=1))
    other = index_page(slug="other")
    Importer(other, importer.user).review()
    assert Upload.objects.get().index_id == other.pk


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "<img src=x onerror=alert(1)>.txt",
        "report\u202etxt.exe.txt",
        "a" * 600 + ".txt",
        "%s%(file)s{0}.txt",
        ".txt",
    ],
)
def test_the_name_of_a_file_is_shown_and_does_no_harm(name: str, importer: Importer) -> None:
    review = importer.review(name=name)
    stored = Upload.objects.get().file_name
    assert "/" not in stored
    assert "\\" not in stored
    assert "\u202e" not in stored
    assert not review.html.select("img[onerror]")
    response = importer.browser.get(review.make()["Location"])
    assert not read(response).select("img[onerror]")


def test_a_new_upload_replaces_the_older_ones_of_its_person_for_the_same_page(
    importer: Importer,
) -> None:
    other = Importer(importer.index, UserFactory.create(may=MAKER))
    review = other.review()

    for number in range(3):
        importer.review(content=f"{DOCUMENT}\n{number}")

    assert bytes(Upload.objects.get(user=importer.user).content).endswith(b"\n2")
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

    for ask in (lambda: importer.browser.get(review.address), review.make):
        assert ask()["Location"] == importer.address
        assert "no longer kept" in messages_of(importer.browser.get(importer.address))
    assert UPLOADS_KEPT.days == 7  # as the message says
    assert not ResultsPage.objects.exists()


PAGES = "<h1>Year</h1><p>We work.<h2>Hotline</h2><p style='break-before: page'>The hotline got 6558 tips."


def address_of(importer: Importer, number: int = 2) -> str:
    """Upload a PDF of two pages; the address of the picture of one of them."""
    review = importer.upload(content=printed(PAGES), name="a.pdf")["Location"]
    return f"{review}pages/{number}/"


def test_a_figure_of_a_pdf_shows_its_page_when_somebody_asks(importer: Importer) -> None:
    review = importer.review(content=printed(PAGES), name="a.pdf")
    assert "On page 2 of the document" in said(review.html.select("#figure-0")[0])
    assert not review.html.select("#figure-0 img")
    opened = read(importer.browser.get(review.address, {"open": "figure-0"}))
    (picture,) = opened.select("#figure-0 details:not([open]) > img[loading=lazy]")
    assert picture["src"] == f"{review.address}pages/2/"
    assert picture["alt"] == "Page 2 of the document"


def test_the_picture_is_one_of_the_page_and_kept_by_nobody(importer: Importer) -> None:
    response = importer.browser.get(address_of(importer))
    assert response["Content-Type"] == "image/jpeg"
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    picture = Image.open(BytesIO(response.content))
    assert max(picture.size) == pytest.approx(1400, abs=2)
    # A line of text is on it.
    assert 0 < sum(picture.convert("L").histogram()[:64]) < 20_000


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_what_is_no_page_is_not_there(importer: Importer, number: int) -> None:
    assert importer.browser.get(address_of(importer, number)).status_code == 404
    assert importer.browser.get(f"{importer.review().address}pages/1/").status_code == 404


def test_a_section_shows_the_picture_that_it_takes_with_its_caption(
    index: ResultsIndexPage,
) -> None:
    importer = Importer(index, AdminFactory.create())
    figure = f"<figure>{tag(plain(640, 480, mode='LA'), 'A lake')}<figcaption>The lake. Photo: A. Ek</figcaption></figure>"
    page = f"<h1>Year</h1><p>We work.</p><h2>Lake</h2><p>It is deep.</p>{figure}<h2>More</h2>{tag(cut_off(), '')}"
    review = importer.review(content=page, name="a.html")
    shown = review.html.select("section figure")
    assert [figure.select("img")[0]["alt"] for figure in shown] == [
        "A lake",
        "A picture without a description",
    ]
    assert shown[0].select("figcaption")[0].get_text(" ", strip=True) == "The lake. Photo: A. Ek"
    pictures = [importer.browser.get(str(figure.select("img")[0]["src"])) for figure in shown]
    assert [response.status_code for response in pictures] == [200, 404]
    assert Image.open(BytesIO(pictures[0].content)).size == (400, 300)
    assert "no-store" in pictures[0]["Cache-Control"]
    assert importer.browser.get(f"{review.address}pictures/0/").status_code == 404


def editor_of(page: Page, *may: str) -> Any:
    """A person who may do that on one part of the site only."""
    user = UserFactory.create(may=may)
    GroupPagePermission.objects.filter(group__user=user).update(page=page)
    return user


def turned_away(importer: Importer, address: str, **data: Any) -> bool:
    """Whether neither looking nor sending gets anywhere, and the person is told so."""
    home = reverse("wagtailadmin_home")
    for send in (importer.browser.get, importer.browser.post):
        # Wagtail says it in the language of the site.
        if send(address, data)["Location"] != home or not messages_of(importer.browser.get(home)):
            return False
    return True


def test_whoever_may_add_pages_elsewhere_only_imports_nothing() -> None:
    index, other = index_page(), index_page(slug="other")
    importer = Importer(index, editor_of(other, "add_page", "change_page"))
    assert turned_away(importer, importer.address)
    assert nothing_written()
    importer.index = other
    assert importer.review()


def test_a_page_of_another_type_takes_no_documents(importer: Importer) -> None:
    edition = ResultsPageFactory.create(parent=importer.index)
    for page in (edition, home_page("en")):
        importer.index = page
        assert turned_away(importer, importer.address)


def test_an_upload_is_there_below_its_own_index_only(importer: Importer) -> None:
    review = importer.review()
    other = index_page(slug="other")
    address = review.address.replace(f"/{importer.index.pk}/", f"/{other.pk}/")
    response = importer.browser.post(address, review.fields)
    assert response["Location"] == reverse("results_importing:upload", args=[other.pk])
    assert not ResultsPage.objects.exists()


def test_rights_that_were_taken_meanwhile_are_gone(importer: Importer) -> None:
    review = importer.review()
    GroupPagePermission.objects.filter(permission__codename="add_page").delete()
    assert turned_away(importer, review.address, **review.fields)
    assert not ResultsPage.objects.exists()


def test_a_number_that_no_row_can_have_is_none(importer: Importer) -> None:
    huge = 10**30
    addresses = [
        reverse("results_importing:upload", args=[huge]),
        reverse("results_importing:review", args=[importer.index.pk, huge]),
        reverse("results_importing:undo", args=[huge]),
    ]
    for address in addresses:
        assert importer.browser.get(address).status_code == 302


def test_an_index_page_that_is_gone_leads_away_with_the_reason(importer: Importer) -> None:
    review = importer.review()
    importer.index.delete()
    explorer = reverse("wagtailadmin_explore_root")
    for response in (review.make(), importer.upload(), importer.browser.get(review.address)):
        assert response["Location"] == explorer
    home = importer.browser.get(reverse("wagtailadmin_home"))
    assert "under no longer exists" in messages_of(home)


def test_the_index_page_offers_the_import_to_whoever_may_add(importer: Importer) -> None:
    def offered(browser: Any) -> bool:
        address = reverse("wagtailadmin_explore", args=[importer.index.pk])
        return bool(read(browser.get(address)).select(f"a[href='{importer.address}']"))

    assert offered(importer.browser)
    assert not offered(Importer(importer.index, editor_of(importer.index, "change_page")).browser)


def test_two_clicks_make_one_edition(importer: Importer) -> None:
    review = importer.review()
    page = draft_of(review.make())
    response = review.make()
    assert response["Location"] == importer.address
    html = read(importer.browser.get(importer.address))
    assert html.select(f".messages a[href='/admin/pages/{page.pk}/edit/']")
    assert ResultsPage.objects.count() == 1


@pytest.mark.parametrize("again", [{}, {"again": "on"}], ids=["first", "again"])
def test_a_click_during_the_making_makes_no_second_edition(
    again: dict[str, str], importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = importer.review(**again)
    clicks: list[Any] = []

    def make_with_another_click(*args: Any, **options: Any) -> Any:
        if not clicks:
            clicks.append("under way")
            clicks.append(review.make())
        return make_draft(*args, **options)

    monkeypatch.setattr(review_screen, "make_draft", make_with_another_click)
    page = draft_of(review.make())
    assert ResultsPage.objects.get().pk == page.pk
    assert DocumentImport.objects.count() == 1
    assert not Upload.objects.exists()


@pytest.mark.parametrize("again", [{}, {"again": "on"}], ids=["first", "again"])
def test_a_document_is_still_there_when_the_making_has_failed(
    again: dict[str, str], importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise OSError("The disk is full.")

    review = importer.review(**again)
    with monkeypatch.context() as broken, pytest.raises(OSError, match="full"):
        broken.setattr(review_screen, "make_draft", fail)
        review.make()
    assert draft_of(review.make())
