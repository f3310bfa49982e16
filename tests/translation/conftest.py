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
    home_page,
)
from tests.translation.building import make_document, make_image, whole_body


@pytest.fixture
def home_en(db: None) -> Page:
    """The English front page."""
    return home_page("en")


@pytest.fixture
def index(home_en: Page) -> ResultsIndexPage:
    """The Swedish index page."""
    page: ResultsIndexPage = ResultsIndexPageFactory.create(title="Resultat", slug="resultat")
    return page


@pytest.fixture
def page(home_en: Any) -> Any:
    """A small edition."""
    return ResultsPageFactory.create(introduction="What we do.")


@pytest.fixture
def edition(index: ResultsIndexPage) -> ResultsPage:
    """A published edition with every block of ours, every child and every field given."""
    image, document = make_image(), make_document()
    page: ResultsPage = ResultsPageFactory.create(
        parent=index,
        title="Resultat 2016",
        introduction="Vi skyddar barn.",
        hero_image=image,
        hero_alt_text="Ett barn",
        report=document,
        share_text="Läs vad vi gjorde",
        seo_title="Resultat",
        search_description="Vad vi gjorde",
        content=whole_body(index.pk, document.pk, image.pk),
    )
    return page


@pytest.fixture
def translator(home_en: Page) -> User:
    """A person who may edit and publish the English pages, and submit pages for translation."""
    user: User = UserFactory.create()
    group = Group.objects.create(name="Translators")
    group.permissions.set(
        Permission.objects.filter(codename__in=("access_admin", "submit_translation"))
    )
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=home_en, permission=permission)
    user.groups.add(group)
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


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
