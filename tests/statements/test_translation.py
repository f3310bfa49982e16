"""What a translator gets of a statement, and what follows the source."""

from datetime import timedelta

from django.utils import timezone

import pytest

from results.statements.models import AccessibilityStatementPage
from tests.factories import home_page
from tests.statements.building import StatementFactory, deficiency, id_of, shown, stream_of, words
from tests.translation.translating import (
    replace,
    replaceables,
    strings,
    submit,
    sync,
    target,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement() -> AccessibilityStatementPage:
    home_page("en")
    page: AccessibilityStatementPage = StatementFactory.create()
    return page


def test_a_translator_gets_prose_and_nothing_else(statement: AccessibilityStatementPage) -> None:
    submit(statement)
    place = f"deficiencies.{id_of('deficiency')}"

    assert set(strings(statement)) == {
        "title",
        "organisation",
        "service_name",
        "authority_name",
        "assessment_notes",
        f"{place}.what",
        f"{place}.affects",
        f"{place}.reason",
        f"{place}.alternative",
    }


def test_a_translator_may_replace_addresses_and_numbers(
    statement: AccessibilityStatementPage,
) -> None:
    submit(statement)

    assert set(replaceables(statement)) == {
        "slug",
        "service_url",
        "standard",
        "contact_email",
        "contact_telephone",
        "contact_form_url",
        "contact_address",
        "authority_url",
        "assessment_url",
    }


def test_the_translation_is_the_statement_in_the_other_language(
    statement: AccessibilityStatementPage,
) -> None:
    translate(submit(statement))
    replace(translation_of(statement), "contact_telephone", "+46 8 598 920 00")
    translation_of(statement).save_target(publish=True)
    page = target(statement)
    text = words(shown(page))

    assert "[en] Filmen saknar undertexter." in text
    assert "+46 8 598 920 00" in text
    assert (page.assessed_on, page.answer_days) == (statement.assessed_on, statement.answer_days)
    assert [child.id for child in page.deficiencies] == [id_of("deficiency")]
    assert list(page.deficiencies[0].value["criteria"]) == ["1.2.2"]


def test_dates_and_criteria_follow_the_source(statement: AccessibilityStatementPage) -> None:
    translate(submit(statement))
    translation_of(statement).save_target(publish=True)
    statement.assessed_on = timezone.localdate() - timedelta(days=1)
    statement.deficiencies = stream_of([deficiency(criteria=["1.2.5"])])
    statement.save_revision().publish()
    sync(statement).save_target(publish=True)
    page = target(statement)

    assert page.assessed_on == statement.assessed_on
    assert list(page.deficiencies[0].value["criteria"]) == ["1.2.5"]
    assert page.deficiencies[0].value["what"] == "[en] Filmen saknar undertexter."
