"""A published Swedish edition, an English tree to translate it into, and a translator."""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

import pytest

from results.models import ResultsIndexPage, ResultsPage
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    home_page,
)
from tests.translation.building import make_document, make_image, whole_body


@pytest.fixture(scope="module")
def shared_home_en(module_db: None) -> Page:
    return home_page("en")


@pytest.fixture
def home_en(shared_home_en: Page, db: None) -> Page:
    """The English front page."""
    return again(shared_home_en)


@pytest.fixture(scope="module")
def shared_index(shared_home_en: Page) -> ResultsIndexPage:
    page: ResultsIndexPage = ResultsIndexPageFactory.create(title="Resultat", slug="resultat")
    return page


@pytest.fixture
def index(shared_index: ResultsIndexPage, db: None) -> ResultsIndexPage:
    """The Swedish index page."""
    return again(shared_index)


@pytest.fixture
def page(home_en: Any) -> Any:
    """A small edition."""
    return ResultsPageFactory.create(introduction="What we do.")


@pytest.fixture(scope="module")
def shared_edition(shared_index: ResultsIndexPage) -> ResultsPage:
    image, document = make_image(), make_document()
    page: ResultsPage = ResultsPageFactory.create(
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
    return page


@pytest.fixture
def edition(shared_edition: ResultsPage, db: None) -> ResultsPage:
    """A published edition with every block of ours, every child and every field given."""
    return again(shared_edition)


@pytest.fixture(scope="module")
def shared_translator(shared_home_en: Page) -> User:
    user: User = UserFactory.create()
    group = Group.objects.create(name="Translators")
    group.permissions.set(
        Permission.objects.filter(codename__in=("access_admin", "submit_translation"))
    )
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=shared_home_en, permission=permission)
    user.groups.add(group)
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
def anonymous() -> Any:
    """A visitor's browser."""
    return Client(raise_request_exception=False)
