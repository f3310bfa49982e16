"""A site of odd views, with one page."""

from wagtail.models import Page

import pytest
from pytest_django import Settings

from results.snapshots.serving.addresses import Address
from tests.factories import home_page
from tests.snapshots import odd_urls


@pytest.fixture(autouse=True)
def odd_site(db: None, settings: Settings) -> None:
    """Nobody has asked it anything yet."""
    settings.ROOT_URLCONF = "tests.snapshots.odd_urls"
    odd_urls.ANSWERED.clear()
    odd_urls.MEANWHILE.clear()
    home_page("sv")


def address(name: str, query: str = "") -> Address:
    """Where a view of that name is."""
    return Address("http", "testserver", f"/{name}/", query)


def rename(title: str) -> None:
    """Give the page another title."""
    page = Page.objects.order_by("-depth")[0]
    page.title = title
    page.save()
