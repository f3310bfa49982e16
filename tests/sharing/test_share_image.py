"""The address of a share image: drawn once, kept, forgotten with the page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage
from django.test import Client
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction, Site

import pytest

from results.generated_files import GeneratedFile
from results.models import ResultsPage
from results.publishing import Publication
from results.sharing import share_image
from tests.factories import ResultsPageFactory, as_stream, described
from tests.sharing.building import figure, fresh, group

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG"
Committing = Callable[..., Any]


def address(page: Page) -> str:
    return f"{page.url}share-image/"


def picture(response: Any) -> bytes:
    return b"".join(response)


def kept() -> list[GeneratedFile]:
    return list(GeneratedFile.objects.filter(kind="share-image"))


def publish(page: ResultsPage, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    described(page).save_revision().publish()


def follow(page: Page) -> None:
    """What follows from the last publication of the page."""
    share_image.make_share_image(Publication.objects.filter(page_id=page.pk)[0])


def test_a_publication_has_its_picture_drawn_and_kept(
    django_capture_on_commit_callbacks: Committing, client: Client
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = ResultsPageFactory.create()
    (file,) = kept()
    assert file.page_id == page.pk
    assert picture(client.get(address(page))) == file.file.read()


def test_an_unchanged_picture_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ResultsPageFactory.create()
    follow(page)
    (before,) = kept()
    monkeypatch.setattr(share_image, "paint", None)
    publish(fresh(page), introduction="Something else is said.")
    follow(page)
    assert [file.pk for file in kept()] == [before.pk]


def test_a_changed_figure_is_drawn_in_place_of_the_former(client: Client) -> None:
    page = ResultsPageFactory.create()
    follow(page)
    (before,) = kept()
    publish(fresh(page), body=as_stream([group(figure("f", "7120", "reports"))]))
    follow(page)
    (after,) = kept()
    assert after.fingerprint != before.fingerprint
    assert picture(client.get(address(page))) == after.file.read()


@pytest.mark.parametrize("how", ["unpublish", "delete", "expire", "restrict"])
def test_the_picture_of_a_page_that_is_not_public_is_forgotten(
    how: str, django_capture_on_commit_callbacks: Committing
) -> None:
    page = ResultsPageFactory.create()
    follow(page)
    name = str(kept()[0].file.name)
    with django_capture_on_commit_callbacks(execute=True):
        if how == "unpublish":
            page.unpublish()
        elif how == "delete":
            page.delete()
        elif how == "restrict":
            PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
        else:
            ResultsPage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
            follow(page)
    assert kept() == []
    assert not default_storage.exists(name)


def test_a_picture_that_is_missing_is_drawn_and_kept(client: Client) -> None:
    page = ResultsPageFactory.create()
    drawn = picture(client.get(address(page)))
    assert drawn.startswith(PNG)
    (file,) = kept()
    file.file.storage.delete(str(file.file.name))
    assert picture(client.get(address(page))) == drawn
    assert kept()[0].file.read() == drawn


def full(*args: Any, **kwargs: Any) -> str:
    raise OSError(28, "No space left on device")


def test_a_full_disk_costs_the_visitor_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileSystemStorage, "save", full)
    assert client.get(address(ResultsPageFactory.create())).content.startswith(PNG)
    assert kept() == []


def test_a_full_disk_has_the_step_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ResultsPageFactory.create()
    monkeypatch.setattr(FileSystemStorage, "save", full)
    with pytest.raises(OSError, match="No space"):
        follow(page)


def test_a_browser_that_has_the_picture_gets_it_once(client: Client) -> None:
    page = ResultsPageFactory.create()
    first = client.get(address(page))
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get(address(page), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Site.objects.update(site_name="Another name")
    changed = client.get(address(page), headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_the_picture_of_a_private_page_is_for_those_let_in_and_nobody_keeps_it(
    client: Client, admin_client: Client
) -> None:
    page = ResultsPageFactory.create()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(address(page)).status_code == 302
    response = admin_client.get(address(page))
    assert response.content.startswith(PNG)
    assert set(response.headers["Cache-Control"].split(", ")) >= {"private", "no-store"}
    assert kept() == []


def test_a_draft_has_no_picture_and_a_picture_takes_no_form(client: Client) -> None:
    page = ResultsPageFactory.create()
    assert client.post(address(page)).status_code == 405
    ResultsPage.objects.update(live=False)
    assert client.get(address(page)).status_code == 404
