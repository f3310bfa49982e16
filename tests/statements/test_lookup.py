"""Finding the statement from any page of the site."""

from typing import Any

from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from wagtail.models import PageViewRestriction

import pytest

from results.statements.models import statement_for
from tests.factories import home_page
from tests.statements.building import StatementFactory

pytestmark = pytest.mark.django_db

FOOTER = Template(
    "{% load results_statement_tags %}{% accessibility_statement as found %}"
    "{% if found %}{{ found.url }} {{ found.title }} {{ found.language }}{% endif %}"
)


def request() -> Any:
    return RequestFactory().get("/", headers={"host": "localhost"})


def footer(language: str) -> str:
    with translation.override(language):
        return FOOTER.render(Context({"request": request()})).strip()


def test_the_footer_leads_to_the_statement_in_the_reader_s_language() -> None:
    swedish = StatementFactory.create()
    StatementFactory.create(
        parent=home_page("en"), title="Accessibility", translation_key=swedish.translation_key
    )

    assert footer("sv") == "/tillganglighet/ Tillgänglighetsredogörelse"
    assert footer("en") == "/en/tillganglighet/ Accessibility"


def test_without_a_translation_the_footer_says_which_language_it_leads_to() -> None:
    home_page("en")
    StatementFactory.create()

    assert footer("en") == "/tillganglighet/ Tillgänglighetsredogörelse sv"


def test_a_site_without_a_statement_has_no_link() -> None:
    home_page()

    assert footer("sv") == ""


@pytest.mark.parametrize("state", ["draft", "expired", "private"])
def test_what_no_visitor_can_read_is_not_found(state: str) -> None:
    page = StatementFactory.create(
        live=state != "draft", expire_at=timezone.now() if state == "expired" else None
    )
    if state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert statement_for(request()) is None


def test_a_template_without_a_request_has_no_link() -> None:
    StatementFactory.create()

    assert FOOTER.render(Context()).strip() == ""


def test_finding_it_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    StatementFactory.create()
    found = request()
    with django_assert_max_num_queries(7):
        assert statement_for(found)
