"""Whose screens they are, and what happens when something has gone meanwhile."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from wagtail.models import GroupPagePermission, Page

import pytest

from results.importing.admin import review_screen
from results.importing.drafting import make_draft
from results.importing.models import DocumentImport, Upload
from results.models import ResultsPage
from tests.factories import ResultsPageFactory, UserFactory, home_page

from .importer import Importer, draft_of, index_page, messages_of, nothing_written, read

pytestmark = pytest.mark.django_db


def editor_of(page: Page, *may: str) -> Any:
    """A person who may do that on one part of the site only."""
    user = UserFactory.create()
    group = Group.objects.create(name=f"Editors of {page.pk}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in may:
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)
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
