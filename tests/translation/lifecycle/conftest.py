"""An edition in several languages, and a person who may do everything."""

from django.test import Client
from django.urls import reverse

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from tests.factories import AdminFactory
from tests.translation.translating import english, say, target

from .families import NEW_TITLE, Family, Version, browser_of, by_hand, edit, translation


@pytest.fixture(scope="module")
def shared_family(module_db: None) -> Family:
    return Family.create(browser_of(AdminFactory.create()))


@pytest.fixture
def family(shared_family: Family, db: None) -> Family:
    """A Swedish edition; a test makes its versions."""
    return shared_family.again()


@pytest.fixture
def both(family: Family) -> Family:
    """An English draft of strings, a Finnish one written by hand, and a new draft of the source."""
    family.make("en", Version.DRAFT)
    say(translation(), "title", "Results")
    by_hand(family, "fi")
    edit(family, title=NEW_TITLE)
    return family


@pytest.fixture
def public_at_once(settings: Settings) -> None:
    """A site on which what is submitted is public at once, in the language of its source."""
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True


@pytest.fixture
def admin() -> Client:
    """The browser of a person who may do everything."""
    client = Client()
    client.force_login(AdminFactory.create())
    return client


@pytest.fixture
def submitted(public_at_once: None, edition: ResultsPage, admin: Client) -> ResultsPage:
    """The edition, after a person has submitted it for translation."""
    url = reverse("wagtail_localize:submit_page_translation", args=[edition.pk])
    assert admin.post(url, {"locales": [english().pk]}).status_code == 302
    assert target(edition).live
    return edition
