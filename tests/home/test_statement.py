"""The demo's accessibility statement: the link in every footer, and one of a demo of before."""

from importlib import import_module
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from wagtail.models import Page, PageViewRestriction, Revision
from wagtail_localize.models import TranslationSource

import pytest

from home import STATEMENT_SLUGS
from home.demo.statement import TEXTS
from home.models import InformationPage
from tests.factories import home_page

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


def test_a_statement_of_the_page_type_that_is_gone_keeps_its_address_and_can_be_edited(
    admin_client: Client,
) -> None:
    page = statement()
    page.save_revision()
    TranslationSource.get_or_create_from_instance(page)
    gone = ContentType.objects.create(app_label="results_statements", model="statement")
    Page.objects.filter(pk=page.pk).update(content_type=gone)
    Revision.objects.update(content_type=gone)
    TranslationSource.objects.update(specific_content_type=gone)
    InformationPage.objects.all()._raw_delete(using="default")

    migration = import_module("home.migrations.0003_statement_is_information")
    migration.keep_pages(MigrationExecutor(connection).loader.project_state().apps, None)

    assert "demonstrationswebbplatsen" in Client().get(f"/{SWEDISH}/").content.decode()
    assert footer("sv") == f"/{SWEDISH}/ {SWEDISH.title()}"
    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
