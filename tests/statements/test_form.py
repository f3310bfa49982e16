"""The form in which an editor fills in a statement."""

from typing import Any

from django.test import Client
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from results.statements.models import AccessibilityStatementPage
from results.statements.rules import CONTACT_WAYS
from tests.factories import browser_of
from tests.publishing.forms import page_form_data
from tests.statements.building import StatementFactory, deficiency, stream_of

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "1"}


@pytest.fixture
def browser() -> Client:
    return browser_of(language="en")


def address(page: AccessibilityStatementPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def draft(**fields: Any) -> AccessibilityStatementPage:
    """A draft whose form holds these values."""
    page: AccessibilityStatementPage = StatementFactory.create(live=False)
    page.save_revision()
    if "content" in fields:
        fields["deficiencies"] = stream_of(fields.pop("content"))
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def errors_beside(
    browser: Client, page: AccessibilityStatementPage, **buttons: str
) -> dict[str, Any]:
    """The errors of the form that comes back, by field; none when it was taken."""
    response: Any = browser.post(address(page), page_form_data(page, **buttons))
    if response.status_code == 302:
        return {}
    errors: dict[str, Any] = response.context["form"].errors
    return errors


def test_a_whole_statement_is_published_by_the_form(browser: Client) -> None:
    page = draft()

    assert errors_beside(browser, page, **PUBLISH) == {}
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        (dict.fromkeys(CONTACT_WAYS, ""), "contact_email"),
        ({"assessed_on": None}, "assessed_on"),
        ({"content": []}, "deficiencies"),
        ({"content": [deficiency(kind="burden", reason="")]}, "deficiencies"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_when_publishing(
    browser: Client, fields: dict[str, Any], beside: str
) -> None:
    page = draft(**fields)

    assert list(errors_beside(browser, page, **PUBLISH)) == [beside]
    assert errors_beside(browser, page) == {}


def test_the_error_about_a_kind_stands_in_its_deficiency(browser: Client) -> None:
    page = draft(compliance="full")
    response = browser.post(address(page), page_form_data(page, **PUBLISH))

    assert "choose “Partly” above" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [("contact_telephone", "ask Anna"), ("authority_url", "http://localhost/")],
)
def test_what_is_unsafe_is_refused_as_a_draft(browser: Client, name: str, value: str) -> None:
    assert list(errors_beside(browser, draft(**{name: value}))) == [name]


def test_the_form_has_a_group_for_each_part(browser: Client) -> None:
    response = browser.get(address(draft()))
    soup = BeautifulSoup(response.content, "html.parser")
    found = {heading.get_text(strip=True) for heading in soup.select("h2, h3, legend")}

    for heading in (
        "Who and what",
        "How accessible it is",
        "Help and reports",
        "Supervision",
        "Known deficiencies",
        "How it was tested",
        "Before publishing",
    ):
        assert any(heading in text for text in found), heading


def test_a_new_statement_is_offered_below_the_front_page(browser: Client) -> None:
    parent = draft().get_parent()
    names = ["results_statements", "accessibilitystatementpage", parent.pk]
    form = browser.get(reverse("wagtailadmin_pages:add", args=names)).content.decode()

    assert "EN 301 549" in form
    assert "Myndigheten för digital förvaltning" in form
