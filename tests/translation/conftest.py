"""A published Swedish edition, an English tree to translate it into, and a translator."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.utils.translation import override

from wagtail.models import Page

import pytest
from pytest_django import Settings

from results.models import ResultsIndexPage, ResultsPage
from tests.factories import browser_of

from .migrating import Program
from .translating import translation_of


@pytest.fixture
def home_en(two_languages: Any) -> Page:
    return two_languages[0]


@pytest.fixture
def index(two_languages: Any) -> ResultsIndexPage:
    return two_languages[1]


@pytest.fixture
def page(small_edition: ResultsPage) -> Any:
    """A small edition with a complete and published English translation."""
    return small_edition


@pytest.fixture
def translation(page: Any) -> Any:
    return translation_of(page)


@pytest.fixture
def edition(whole_edition: ResultsPage) -> ResultsPage:
    """A published edition with every block of ours, every child and every field given."""
    return whole_edition


@pytest.fixture
def published(translated_edition: ResultsPage) -> ResultsPage:
    """That edition with a published English translation."""
    return translated_edition


@pytest.fixture
def public_at_once(settings: Settings) -> None:
    """A site on which what is submitted is public at once, in the language of its source."""
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True


@pytest.fixture
def submitted(submitted_edition: ResultsPage, public_at_once: None) -> ResultsPage:
    """That edition after a person has submitted it."""
    return submitted_edition


@pytest.fixture
def in_words_of_english() -> Iterator[None]:
    """Messages are compared as the program has them."""
    with override("en"):
        yield


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    return Program(monkeypatch)


@pytest.fixture
def add_blocks(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put more blocks into the body of an edition, as a site's own page type would."""
    children = ResultsPage._meta.get_field("body").stream_block.child_blocks

    def add(**blocks: Any) -> None:
        for name, block in blocks.items():
            block.set_name(name)
            monkeypatch.setitem(children, name, block)

    return add


@pytest.fixture
def translator(two_languages: Any) -> User:
    """A person who may edit and publish the English pages, and submit pages for translation."""
    return two_languages[2]


@pytest.fixture
def browser(translator: User) -> Client:
    """The translator's browser; a 500 is an answer here, not an exception."""
    client = Client(raise_request_exception=False)
    client.force_login(translator, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def admin(db: None) -> Client:
    """The browser of a person who may do everything and reads English."""
    return browser_of(language="en")
