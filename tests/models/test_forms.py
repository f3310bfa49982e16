"""What an editor is told when the form of an edition is refused."""

from typing import Any

from django.urls import reverse

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, block, browser_of
from tests.publishing.forms import page_form_data

pytestmark = pytest.mark.django_db

REQUIRED = "This field is required."
EMPTY_LINK = "“here” alone says nothing"


def answer(content: list[dict[str, Any]], **buttons: str) -> str:
    """The page that an editor who reads English gets for the form with this body."""
    page = ResultsPageFactory.create(live=False)
    page.save_revision()
    page.body = ResultsPage._meta.get_field("body").to_python(content)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = browser_of(language="en").post(url, page_form_data(page, **buttons))
    return response.content.decode()


def unfinished() -> list[dict[str, Any]]:
    """A text section without text, and with a link that says nothing."""
    link = block("link", "l", text="here", url="https://ecpat.se/")
    return [block("text", "t", heading="Heading", text="", links=[link])]


def test_all_that_refuses_publishing_is_told_at_once() -> None:
    told = answer(unfinished(), **{"action-publish": "1"})
    assert REQUIRED in told
    assert EMPTY_LINK in told


def test_a_draft_is_not_held_to_the_rules_of_publishing() -> None:
    assert EMPTY_LINK not in answer(unfinished())
