"""Numbers of a table reach a page that is written by hand; its words stay with their rows."""

from typing import Any

import pytest

from results.models import LanguageVersion
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, described, good_body, table_block

from .test_figures import anew, in_english

pytestmark = pytest.mark.django_db

PATH = f"body.{table_block()['id']}.table"
SWEDISH = (("Under 2015", "6243"), ("Under 2016", "6558"))


def publish(page: Any, *rows: Any, **cells: Any) -> None:
    page = anew(page)
    page.body = [*good_body(), table_block("table", *rows, **cells)]
    described(page).save_revision().publish()
    sync_languages(anew(page))


def rows(page: Any) -> list[list[Any]]:
    return [row["values"] for row in anew(page).body.raw_data[2]["value"]["table"]["rows"]]


def differences(page: Any) -> set[tuple[str, str]]:
    found = LanguageVersion.objects.get(page=page.pk).differences
    return {(each["kind"], each["path"]) for each in found}


@pytest.fixture
def pair(db: None) -> tuple[Any, Any]:
    """A source with a table, and its English version with words of its own."""
    page = ResultsPageFactory.create(content=[*good_body(), table_block("table", *SWEDISH)])
    english = in_english(page)
    publish(english, ("In 2015", "6243"), ("In 2016", "6558"))
    return page, english


def test_numbers_follow_and_words_stay(pair: tuple[Any, Any]) -> None:
    page, english = pair
    publish(page, ("Under 2015", "6200"), ("Under 2016", None))
    assert rows(english) == [["In 2015", "6200"], ["In 2016", None]]
    assert differences(english) == set()


def test_where_the_words_have_changed_too_a_person_is_asked(pair: tuple[Any, Any]) -> None:
    page, english = pair
    publish(page, *reversed(SWEDISH))
    assert rows(english) == [["In 2015", "6243"], ["In 2016", "6558"]]
    assert differences(english) == {("figure", f"{PATH}.numbers")}
    assert PATH in LanguageVersion.objects.get(page=english.pk).older


def test_a_table_that_nobody_has_translated_follows_as_a_whole(pair: tuple[Any, Any]) -> None:
    page, english = pair
    page = anew(page)
    new = table_block("another", ("Ja", "1"))
    page.body = [*good_body(), table_block("table", *SWEDISH), new]
    described(page).save_revision().publish()
    sync_languages(anew(page))
    page.body = [*good_body(), table_block("table", *SWEDISH), table_block("another", ("Nej", "2"))]
    described(page).save_revision().publish()
    sync_languages(anew(page))
    (row,) = anew(english).body.raw_data[3]["value"]["table"]["rows"]
    assert row["values"] == ["Nej", "2"]
    told = LanguageVersion.objects.get(page=english.pk).untranslated
    assert "Nej" in told[f"body.{new['id']}.table"]
