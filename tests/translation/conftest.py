"""A published Swedish edition, an English tree to translate it into, and a translator."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client, override_settings
from django.utils.translation import override

from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

import pytest
from pytest_django import Settings

from results.models import ResultsIndexPage, ResultsPage
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    browser_of,
    home_page,
)

from .building import make_document, make_image, whole_body
from .changing import body_with, publish, published_in_english
from .migrating import Program
from .translating import submit_by_hand, target, translation_of


@pytest.fixture(scope="module")
def shared_home_en(module_db: None) -> Page:
    return home_page("en")


@pytest.fixture
def home_en(shared_home_en: Page, db: None) -> Page:
    return again(shared_home_en)


@pytest.fixture(scope="module")
def shared_index(shared_home_en: Page) -> ResultsIndexPage:
    return ResultsIndexPageFactory.create(title="Resultat", slug="resultat")


@pytest.fixture
def index(shared_index: ResultsIndexPage, db: None) -> ResultsIndexPage:
    return again(shared_index)


@pytest.fixture(scope="module")
def shared_page(shared_home_en: Page, request: pytest.FixtureRequest) -> ResultsPage:
    page = ResultsPageFactory.create(introduction="What we do.")
    published_in_english(page)
    # A module with a NEW_LABEL gets an edition of whose translation one text is stale.
    if label := getattr(request.module, "NEW_LABEL", ""):
        publish(page, body_with(label=label))
    return page


@pytest.fixture
def page(shared_page: ResultsPage, db: None) -> Any:
    """A small edition with a complete and published English translation."""
    return again(shared_page)


@pytest.fixture
def translation(page: Any) -> Any:
    return translation_of(page)


@pytest.fixture(scope="module")
def shared_edition(shared_index: ResultsIndexPage) -> ResultsPage:
    image, document = make_image(), make_document()
    return ResultsPageFactory.create(
        parent=shared_index,
        title="Resultat 2016",
        introduction="Vi skyddar barn.",
        hero_image=image,
        hero_alt_text="Ett barn",
        report=document,
        share_text="Läs vad vi gjorde",
        seo_title="Resultat",
        search_description="Vad vi gjorde",
        content=whole_body(shared_index.pk, document.pk, image.pk),
    )


@pytest.fixture
def edition(shared_edition: ResultsPage, db: None) -> ResultsPage:
    """A published edition with every block of ours, every child and every field given."""
    return again(shared_edition)


@pytest.fixture(scope="module")
def shared_published(shared_edition: ResultsPage) -> ResultsPage:
    published_in_english(shared_edition)
    return shared_edition


@pytest.fixture
def published(shared_published: ResultsPage, db: None) -> ResultsPage:
    """That edition with a published English translation; no test beside it gets one without."""
    return again(shared_published)


@pytest.fixture
def public_at_once(settings: Settings) -> None:
    """A site on which what is submitted is public at once, in the language of its source."""
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True


@pytest.fixture(scope="module")
def shared_submitted(shared_edition: ResultsPage) -> ResultsPage:
    with override_settings(WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE=True):
        submit_by_hand(browser_of(), shared_edition)
    assert target(shared_edition).live
    return shared_edition


@pytest.fixture
def submitted(shared_submitted: ResultsPage, public_at_once: None, db: None) -> ResultsPage:
    """That edition after a person has submitted it; no test beside it gets one that is not."""
    return again(shared_submitted)


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


@pytest.fixture(scope="module")
def shared_translator(shared_home_en: Page) -> User:
    user: User = UserFactory.create(may=["change_page", "publish_page"])
    group = user.groups.get()
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    GroupPagePermission.objects.filter(group=group).update(page=shared_home_en)
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def translator(shared_translator: User, db: None) -> User:
    """A person who may edit and publish the English pages, and submit pages for translation."""
    return again(shared_translator)


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
