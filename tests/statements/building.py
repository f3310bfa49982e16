"""A statement that nothing refuses, and how to see it."""

import json
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.test import Client
from django.utils import timezone

import factory
import wagtail_factories
from bs4 import BeautifulSoup, Tag

from results.statements.models import AccessibilityStatementPage
from tests.factories import PUBLISHED, home_page


def deficiency(name: str = "deficiency", **value: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "kind": "not_compliant",
        "what": "Filmen saknar undertexter.",
        "affects": "Den som inte hör.",
        "criteria": ["1.2.2"],
        "reason": "Filmen är gammal.",
        "mended_by": (timezone.localdate() + timedelta(days=90)).isoformat(),
        "alternative": "Läs texten intill.",
    }
    given |= value
    given["criteria"] = [
        {"type": "item", "id": id_of(f"{name} {number}"), "value": number}
        for number in given["criteria"]
    ]
    return {"type": "deficiency", "id": id_of(name), "value": given}


def id_of(name: str) -> str:
    """The id of a block, the same in every run."""
    return str(uuid5(NAMESPACE_URL, name))


class StatementFactory(wagtail_factories.PageFactory):
    """A whole, published statement below the front page; `content` is the list of deficiencies."""

    class Meta:
        model = AccessibilityStatementPage

    class Params:
        content = factory.LazyFunction(lambda: [deficiency()])

    parent = factory.LazyFunction(home_page)
    title = "Tillgänglighetsredogörelse"
    slug = "tillganglighet"
    organisation = "ECPAT Sverige"
    service_name = "ecpat.se"
    service_url = "https://ecpat.se/"
    service_published_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=900))
    contact_email = "info@example.org"
    contact_telephone = "08-598 920 00"
    contact_form_url = "https://ecpat.se/brister"
    contact_address = "Box 1\n111 11 Stockholm"
    answer_days = 5
    deficiencies = factory.LazyAttribute(lambda page: json.dumps(page.content))
    assessed_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    assessment_notes = "Vi gick igenom startsidan."
    assessment_url = "https://ecpat.se/rapport"
    first_published_at = last_published_at = PUBLISHED
    live = True


def stream_of(content: list[dict[str, Any]]) -> Any:
    """The deficiencies as the value of their field."""
    return AccessibilityStatementPage._meta.get_field("deficiencies").to_python(content)


def codes(page: AccessibilityStatementPage) -> set[str]:
    return {finding.code for finding in page.find_findings()}


def shown(page: AccessibilityStatementPage) -> BeautifulSoup:
    response: Any = Client().get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Tag, selector: str = ".results-statement") -> str:
    """The text below a selector, with single spaces."""
    found = soup.select_one(selector)
    assert found, selector
    return " ".join(found.get_text(" ").split())
