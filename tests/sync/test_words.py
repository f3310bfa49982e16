"""Words on a page that is written by hand stay with what they are about; what has none is marked."""

from typing import Any

import pytest

from results.models import LanguageVersion, ResultsPage
from results.sync import sync_languages
from results.sync.comparing import present_numbers
from tests.factories import ResultsPageFactory, again, block, good_body, table_block

from ..translation.changing import publish
from .test_figures import in_english

TEXT, STATS = good_body()
STAT = STATS["value"]["stats"][0]
NOTE = f"body.{STATS['id']}.stats.{STAT['id']}.note"


@pytest.fixture
def compared(db: None) -> tuple[Any, Any]:
    """A source, and its version in English, which have been compared."""
    page = ResultsPageFactory.create()
    english = in_english(page)
    sync_languages(english)
    return page, english


def row(page: Any) -> LanguageVersion:
    return LanguageVersion.objects.get(page=page.pk)


def differences(page: Any) -> set[tuple[str, str]]:
    return {(each["kind"], each["path"]) for each in row(page).differences}


def test_a_draft_that_is_not_public_loses_what_the_source_has_lost(compared: Any) -> None:
    page, english = compared
    publish(page, introduction="Vad vi gör.")
    english.unpublish()
    draft = again(english).get_latest_revision_as_object()
    draft.introduction = "What we do."
    draft.save_revision()
    publish(page, introduction="")
    assert again(english).get_latest_revision_as_object().introduction == ""


def test_markup_without_words_is_no_text(compared: tuple[Any, Any]) -> None:
    for page, text in zip(compared, ['<p data-block-key="a1"> </p>', ""], strict=True):
        body = list(again(page).body.raw_data)
        body[0]["value"]["text"] = text
        ResultsPage.objects.filter(pk=page.pk).update(body=body)
    sync_languages(again(compared[1]))
    assert differences(compared[1]) == set()


def test_what_of_a_copied_text_is_untranslated_keeps_its_language(compared: Any) -> None:
    page, english = compared
    two = "<p>Vi granskade tipsen.</p><p>De flesta ledde vidare.</p>"
    new = block("text", "new", heading="Nytt", text=two, links=[])
    publish(page, [*good_body(), new])
    path = f"body.{new['id']}.text"
    assert len(row(english).untranslated[path]) == 2
    body = list(again(english).body.raw_data)
    body[2]["value"]["text"] = "<p>We reviewed the reports.</p><p>De flesta ledde vidare.</p>"
    publish(english, body)
    assert row(english).untranslated[path] == ["De flesta ledde vidare."]


TABLE = f"body.{table_block()['id']}.table"
SWEDISH = (("Under 2015", "6243"), ("Under 2016", "6558"))


def with_tables(*tables: Any) -> list[dict[str, Any]]:
    names = ("table", "another")
    return [
        *good_body(),
        *(table_block(name, *rows) for name, rows in zip(names, tables, strict=False)),
    ]


def rows(page: Any, index: int = 2) -> list[list[Any]]:
    return [each["values"] for each in again(page).body.raw_data[index]["value"]["table"]["rows"]]


@pytest.fixture
def pair(db: None) -> tuple[Any, Any]:
    """A source with a table, and its English version with words of its own."""
    page = ResultsPageFactory.create(content=with_tables(SWEDISH))
    english = in_english(page)
    publish(english, with_tables((("In 2015", "6243"), ("In 2016", "6558"))))
    return page, english


def test_numbers_of_a_table_follow_and_words_stay(pair: tuple[Any, Any]) -> None:
    page, english = pair
    publish(page, with_tables((("Under 2015", "6200"), ("Under 2016", None))))
    assert rows(english) == [["In 2015", "6200"], ["In 2016", None]]
    assert differences(english) == set()


def test_where_words_of_a_table_have_changed_too_a_person_is_asked(pair: tuple[Any, Any]) -> None:
    page, english = pair
    publish(page, with_tables(tuple(reversed(SWEDISH))))
    assert rows(english) == [["In 2015", "6243"], ["In 2016", "6558"]]
    assert differences(english) == {("figure", f"{TABLE}.numbers")}
    assert TABLE in row(english).older


def test_a_table_that_nobody_has_translated_follows_as_a_whole(pair: tuple[Any, Any]) -> None:
    page, english = pair
    for words, number in (("Ja", "1"), ("Nej", "2")):
        publish(page, with_tables(SWEDISH, ((words, number),)))
    assert rows(english, 3) == [["Nej", "2"]]
    assert "Nej" in row(english).untranslated[f"body.{table_block('another')['id']}.table"]


@pytest.mark.parametrize(
    ("source", "own", "expected"),
    [
        ("Vi granskade 6 558 tips.", "We reviewed 6,200 reports.", [("6,200", "6,558")]),
        ("<p>De fick 1,5 &amp; 7 tips.</p>", "They got 1.2 and 7 reports.", [("1.2", "1.5")]),
        ("Det var −5 tips.", "It was −6 reports.", [("6", "−5")]),
        ("12 tips och 5 samtal", "12 reports", []),
        ("12 tips och 5 samtal", "13 reports", [("13", "12")]),
        ("4 mejl", "5 mails and a dozen calls", [("5", "4")]),
        ("4 mejl", "six mails and seven calls", []),
        ("Två av 3", "One of 4", []),
        ("12 procent", "15 kronor", []),
        ("Tolv tips", "13 reports", [("13", "12")]),
        ("47 skolor i 14 orter", "45 schools in a dozen towns", [("45", "47"), ("dozen", "14")]),
        ("Två av tre", "One of four", []),
        ("Fler än 2015", "More than in 2016", [("2016", "2015")]),
        ("Det var 2015 tips", "It was 1,980 reports", [("1,980", "2,015")]),
        ("6 558 tips", "In 2016", [("2016", "6,558")]),
        ("Den 5 mars 2016", "On 4 March 2016", []),
        ("Den 5 mars", "7 reports", []),
        ("7 tips", "On 5 March", []),
        ("Var tredje", "Every fourth", []),
        ("Mellan 5 och 7 tusen", "Between 6 and 7 thousand", []),
    ],
)
def test_a_number_that_the_source_has_changed_is_told(source: str, own: str, expected: Any) -> None:
    assert present_numbers(source, own, "sv", "en") == expected
