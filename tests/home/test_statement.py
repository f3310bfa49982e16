"""The demo's accessibility statement in every footer; when `load_demo` leaves a site alone."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from wagtail.models import PageViewRestriction

import pytest

from home import STATEMENT_SLUGS
from home.demo.statement import TEXTS
from home.models import InformationPage
from tests.factories import ResultsIndexPageFactory, home_page
from tests.home.demo import load_demo

pytestmark = pytest.mark.django_db

SWEDISH, ENGLISH = STATEMENT_SLUGS
FOOTER = Template(
    "{% load site_menu %}{% accessibility_statement as found %}"
    "{% if found %}{{ found.url }} {{ found.title }} {{ found.language }}{% endif %}"
)


def statement(language: str = "sv", **fields: Any) -> InformationPage:
    slug = SWEDISH if language == "sv" else ENGLISH
    page = InformationPage(title=slug.title(), slug=slug, text=TEXTS[language], **fields)
    home_page(language).add_child(instance=page)
    return page


def footer(language: str) -> str:
    request = RequestFactory().get("/", headers={"host": "localhost"})
    with translation.override(language):
        return FOOTER.render(Context({"request": request})).strip()


def test_the_footer_leads_to_the_statement_in_the_reader_s_language() -> None:
    swedish = statement()
    statement("en", translation_key=swedish.translation_key)

    assert footer("sv") == f"/{SWEDISH}/ {SWEDISH.title()}"
    assert footer("en") == f"/en/{ENGLISH}/ {ENGLISH.title()}"


def test_without_a_translation_the_footer_says_which_language_it_leads_to() -> None:
    home_page("en")
    statement()

    assert footer("en") == f"/{SWEDISH}/ {SWEDISH.title()} sv"


@pytest.mark.parametrize("is_private", [True, False])
def test_the_footer_leads_to_nothing_that_no_visitor_can_read(is_private: bool) -> None:
    page = statement(live=is_private)
    if is_private:
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert footer("sv") == ""


@pytest.mark.django_db
def test_a_site_in_use_is_left_alone() -> None:
    ResultsIndexPageFactory.create()
    with pytest.raises(CommandError, match="in use already"):
        load_demo()
    assert not get_user_model().objects.exists()


def test_without_a_password_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        call_command("load_demo")
