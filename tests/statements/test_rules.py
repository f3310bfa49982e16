"""What refuses a statement, what only warns, and the criteria that it may name."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest

from results.findings import errors_of
from results.publishing import Refused
from results.statements.choices import CRITERIA, CRITERION_CHOICES, criteria_of
from results.statements.models import AccessibilityStatementPage
from results.statements.rules import ADDRESSES, CONTACT_WAYS
from tests.statements.building import StatementFactory, codes, deficiency

pytestmark = pytest.mark.django_db


def made(**fields: Any) -> AccessibilityStatementPage:
    page: AccessibilityStatementPage = StatementFactory.build(parent=None, **fields)
    return page


def test_a_whole_statement_has_no_findings() -> None:
    assert codes(made()) == set()


@pytest.mark.parametrize("name", CONTACT_WAYS)
def test_one_contact_way_is_enough(name: str) -> None:
    others = {other: "" for other in CONTACT_WAYS if other != name}

    assert "contact_missing" not in codes(made(**others))


@pytest.mark.parametrize("compliance", ["partial", "none"])
def test_who_does_not_meet_all_describes_at_least_one_deficiency(compliance: str) -> None:
    assert "deficiency_missing" in codes(made(compliance=compliance, content=[]))
    assert "deficiency_missing" not in codes(made(compliance=compliance))


def test_who_meets_all_has_no_content_that_does_not() -> None:
    page = made(compliance="full")
    (found,) = errors_of(page, publishing=True)

    assert found.code == "fully_contradicted"
    assert found.path == ("deficiencies", deficiency()["id"], "kind")
    assert codes(made(compliance="full", content=[])) == set()


def test_who_meets_all_may_have_content_outside_the_law() -> None:
    assert codes(made(compliance="full", content=[deficiency(kind="outside")])) == set()


def test_who_meets_all_with_an_exemption_is_warned() -> None:
    page = made(compliance="full", content=[deficiency(kind="burden")])

    assert codes(page) == {"fully_doubtful"}
    assert errors_of(page, publishing=True) == []


def test_an_assessment_in_the_future_is_refused_in_drafts_as_well() -> None:
    page = made(assessed_on=timezone.localdate() + timedelta(days=1))

    assert [found.code for found in errors_of(page, publishing=False)] == ["assessed_in_future"]


@pytest.mark.parametrize(("days", "found"), [(0, set()), (366, set()), (367, {"assessment_old"})])
def test_an_assessment_of_more_than_a_year_ago_is_warned_of(days: int, found: set[str]) -> None:
    page = made(assessed_on=timezone.localdate() - timedelta(days=days))

    assert codes(page) == found
    assert errors_of(page, publishing=True) == []


def test_a_burden_needs_its_reason() -> None:
    assert "burden_without_reason" in codes(made(content=[deficiency(kind="burden", reason=" ")]))
    assert codes(made(content=[deficiency(kind="burden")])) == set()
    assert codes(made(content=[deficiency(reason="")])) == set()


def test_a_day_to_mend_by_that_is_over_is_warned_of() -> None:
    page = made(content=[deficiency(mended_by="2020-01-01")])

    assert codes(page) == {"mending_overdue"}
    assert errors_of(page, publishing=True) == []


@pytest.mark.parametrize("name", ["authority_name", "authority_url"])
def test_the_authority_is_needed_by_those_whom_the_law_binds_only(name: str) -> None:
    assert codes(made(**{name: ""})) == {"authority_missing"}
    assert codes(made(is_voluntary=True, **{name: ""})) == set()


@pytest.mark.parametrize("name", ["organisation", "service_name", "standard"])
def test_an_answer_of_spaces_is_none(name: str) -> None:
    (found,) = errors_of(made(**{name: "  "}), publishing=True)

    assert (found.code, found.field) == ("required", name)


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://localhost/", "https://user:pass@example.org/"]
)
def test_an_unsafe_address_is_refused_in_drafts_as_well(name: str, address: str) -> None:
    (found,) = errors_of(made(**{name: address}), publishing=False)

    assert found.field == name


def test_the_guard_refuses_what_is_not_whole_and_takes_it_as_a_draft() -> None:
    page = StatementFactory.create(
        live=False, contact_email="", contact_telephone="", contact_form_url=""
    )
    revision = page.save_revision()

    with pytest.raises((Refused, ValidationError)):
        revision.publish()
    page.refresh_from_db()
    assert not page.live


def test_the_form_suggests_what_the_law_says_today() -> None:
    page = AccessibilityStatementPage()

    assert page.compliance == "partial"
    assert page.standard.startswith("EN 301 549")
    assert page.authority_name and page.authority_url.startswith("https://")
    assert page.assessed_on is None or isinstance(page.assessed_on, date)


def test_the_criteria_are_those_of_wcag_2_2_at_levels_a_and_aa() -> None:
    levels = [found.level for found in CRITERIA.values()]
    assert (levels.count("A"), levels.count("AA")) == (31, 24)
    assert {number for number, found in CRITERIA.items() if found.since == "2.2"} == {
        "2.4.11",
        "2.5.7",
        "2.5.8",
        "3.2.6",
        "3.3.7",
        "3.3.8",
    }
    assert "4.1.1" not in CRITERIA


def test_the_criteria_stand_in_the_order_of_the_guidelines() -> None:
    numbers = [tuple(map(int, number.split("."))) for number, _label in CRITERION_CHOICES]
    assert numbers == sorted(numbers)


def test_criteria_are_shown_once_and_in_order_and_unknown_ones_not_at_all() -> None:
    found = criteria_of(["4.1.2", "9.9.9", "1.1.1", "4.1.2"])
    assert [str(each) for each in found] == ["1.1.1 Non-text Content", "4.1.2 Name, Role, Value"]
