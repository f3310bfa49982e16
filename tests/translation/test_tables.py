"""A table is translated by cell; its numbers, rows and columns follow the source."""

from typing import Any

from django.test import Client

from wagtail_localize.models import StringTranslation

import pytest

from results.translation.strings.checking import review
from tests.factories import ResultsPageFactory, again, good_body, table_block

from .changing import publish, published_in_english
from .translating import english, in_english, say, submit, target, translate

pytestmark = pytest.mark.django_db

ID = table_block()["id"]
PATH = f"body.{ID}.table"
ROWS = (("Under 2015", "6243"), ("Under 2016", "6558.50"))


@pytest.fixture(scope="module")
def shared_page(shared_home_en: Any) -> Any:
    return ResultsPageFactory.create(content=body(*ROWS))


def body(*rows: Any, **cells: Any) -> list[dict[str, Any]]:
    return [*good_body(), table_block("table", *rows, **cells)]


def rows(page: Any) -> list[list[Any]]:
    raw = target(page).body.raw_data[2]["value"]
    return [row["values"] for row in raw["table"]["rows"]]


def test_the_translation_has_the_translated_texts_and_the_numbers(page: Any) -> None:
    published_in_english(page)
    assert rows(page) == [[in_english(text), number] for text, number in ROWS]
    raw = target(page).body.raw_data[2]["value"]["table"]
    assert raw["caption"] == in_english("Reports to the hotline")
    assert [each["heading"] for each in raw["columns"]] == ["[en] Year", "[en] Reports"]


def test_translations_stay_with_their_words_when_rows_move_and_numbers_change(page: Any) -> None:
    published_in_english(page)
    publish(page, body(("Under 2016", "7000"), ("Under 2015", "6243")))
    assert rows(page) == [["[en] Under 2016", "7000"], ["[en] Under 2015", "6243"]]


def test_a_new_row_is_there_in_the_words_of_the_source_and_says_so(
    page: Any, client: Client
) -> None:
    published_in_english(page)
    publish(page, body(*ROWS, ("Under hela 2017", "1")))
    assert rows(page)[2] == ["Under hela 2017", "1"]
    assert rows(page)[:2] == [[in_english(text), number] for text, number in ROWS]
    html = client.get(target(page).url).content.decode()
    assert '<th scope="row"><span lang="sv">Under hela 2017</span></th>' in html
    assert '<th scope="row">[en] Under 2015</th>' in html


def test_a_changed_word_keeps_its_translation_which_is_older(page: Any) -> None:
    published_in_english(page)
    publish(page, body(("Under 2015", "6243"), ("Under hela 2016", "6558.50")))
    assert rows(page)[1] == ["[en] Under 2016", "6558.50"]
    version = target(page).language_version
    assert len(version.older[PATH]) == 1
    assert not version.differences


def test_a_word_that_stands_in_several_cells_is_translated_once(page: Any) -> None:
    publish(page, body(("Ja", "1"), ("Ja", "2"), ("Nej", "3")))
    translation = submit(again(page))
    translate(translation)
    of_path = StringTranslation.objects.filter(context__path=PATH, locale=english())
    assert of_path.count() == 5
    translation.save_target()
    assert rows(page) == [["[en] Ja", "1"], ["[en] Ja", "2"], ["[en] Nej", "3"]]


def test_a_number_in_a_cell_of_text_is_compared_with_its_source(page: Any) -> None:
    translation = published_in_english(page)
    string = translation.source.stringsegment_set.get(string__data="Under 2016").string
    say(translation, PATH, "In 2019", string)
    assert review(translation).faulty == 1
