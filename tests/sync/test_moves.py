"""What moves from one list to another, or changes its type, does so on a page written by hand, too."""

from typing import Any

import pytest

from results.models import LanguageVersion, ResultsPage
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, block, described, good_body

from .test_figures import anew, in_english

pytestmark = pytest.mark.django_db

TEXT, STATS = good_body()
STAT = STATS["value"]["stats"][0]
OTHER = block(
    "stats",
    "other",
    heading="Fler tal",
    stats=[
        block("stat", "second", value="2", label="fall", unit="number"),
    ],
)


@pytest.fixture
def compared(db: None) -> tuple[Any, Any]:
    """A source with two lists of figures, and its version in English, in line with it."""
    page = ResultsPageFactory.create()
    english = in_english(page)
    sync_languages(english)
    publish(page, [*good_body(), OTHER])
    return page, english


def publish(page: Any, body: list[dict[str, Any]], **fields: Any) -> None:
    page = anew(page)
    page.body = body
    for name, value in fields.items():
        setattr(page, name, value)
    described(page).save_revision().publish()
    sync_languages(anew(page))


def stats(name: str, *items: dict[str, Any]) -> dict[str, Any]:
    return block("stats", name, heading="Tal", stats=list(items))


def moved() -> list[dict[str, Any]]:
    """The body with the first figure in the second list."""
    second = OTHER["value"]["stats"][0]
    return [TEXT, {**OTHER, "value": {**OTHER["value"], "stats": [second, STAT]}}]


def labels(page: Any) -> dict[str, list[str]]:
    """The labels of the figures in each block."""
    return {
        each.id: [stat.value["label"] for stat in each.value["stats"]]
        for each in anew(page).body
        if each.block_type == "stats"
    }


def row(page: Any) -> LanguageVersion:
    return LanguageVersion.objects.get(page=page.pk)


def differences(page: Any) -> set[tuple[str, str]]:
    return {
        (each["kind"], each["path"])
        for each in row(page).differences
        if not each["path"].startswith("changes")
    }


def test_an_item_that_moves_to_another_list_takes_its_words_along(
    compared: tuple[Any, Any],
) -> None:
    page, english = compared
    publish(page, moved())
    assert labels(english) == {OTHER["id"]: ["fall", "reports that were reviewed"]}
    assert differences(english) == set()


def test_it_takes_them_along_into_a_block_that_is_new(compared: tuple[Any, Any]) -> None:
    page, english = compared
    publish(page, [TEXT, stats("new", STAT), OTHER])
    new = stats("new")["id"]
    assert labels(english) == {new: ["reports that were reviewed"], OTHER["id"]: ["fall"]}
    assert f"body.{new}.stats.{STAT['id']}.label" not in row(english).untranslated


def test_what_is_known_of_its_words_moves_with_it(compared: tuple[Any, Any]) -> None:
    page, english = compared
    body = moved()
    body[1]["value"]["stats"][1] = {**STAT, "value": {**STAT["value"], "label": "nya tips"}}
    publish(page, body)
    path = f"body.{OTHER['id']}.stats.{STAT['id']}.label"
    assert path in row(english).older
    publish(
        page,
        [TEXT, {**STATS, "value": {**STATS["value"], "stats": [body[1]["value"]["stats"][1]]}}],
    )
    assert f"body.{STATS['id']}.stats.{STAT['id']}.label" in row(english).older


def test_it_stays_where_its_new_list_is_left_out(compared: tuple[Any, Any]) -> None:
    page, english = compared
    publish(english, list(anew(english).body.raw_data)[:2])
    publish(page, moved())
    assert labels(english) == {STATS["id"]: ["reports that were reviewed"]}
    assert differences(english) >= {
        ("missing", f"body.{OTHER['id']}"),
        ("extra", f"body.{STATS['id']}"),
    }


def test_an_item_whose_type_has_changed_is_a_new_one(compared: tuple[Any, Any]) -> None:
    page, english = compared
    quote = {**block("quote", "quote", quote="Ett citat.", name="En röst"), "id": TEXT["id"]}
    publish(page, [quote, STATS, OTHER])
    assert [each.block_type for each in anew(english).body] == ["quote", "stats", "stats"]
    assert f"body.{TEXT['id']}.quote" in row(english).untranslated
    assert differences(english) == set()


def test_items_of_two_types_under_one_id_are_two_differences(compared: tuple[Any, Any]) -> None:
    _page, english = compared
    quote = {**block("quote", "quote", quote="Words.", name="A voice"), "id": TEXT["id"]}
    body = [quote, *list(anew(english).body.raw_data)[1:]]
    ResultsPage.objects.filter(pk=english.pk).update(body=body)
    sync_languages(anew(english), changes_version=False)
    path = f"body.{TEXT['id']}"
    assert differences(english) == {("missing", path), ("extra", path)}


def test_an_item_that_the_version_has_moved_goes_back_with_its_words(
    compared: tuple[Any, Any],
) -> None:
    page, english = compared
    raw = list(anew(english).body.raw_data)
    raw[2]["value"]["stats"].append(raw[1]["value"]["stats"][0])
    here = block("stat", "here", value="3", label="here only", unit="number")
    publish(english, [raw[0], stats("stats", here), raw[2]])
    sync_languages(anew(page))
    words = ["here only", "reports that were reviewed"]
    assert labels(english) == {STATS["id"]: words, OTHER["id"]: ["fall"]}


def test_it_stays_there_where_its_own_list_is_left_out(compared: tuple[Any, Any]) -> None:
    page, english = compared
    raw = list(anew(english).body.raw_data)
    raw[2]["value"]["stats"].append(raw[1]["value"]["stats"][0])
    publish(english, [raw[0], raw[2]])
    sync_languages(anew(page))
    assert labels(english) == {OTHER["id"]: ["fall", "reports that were reviewed"]}
    path = f"body.{OTHER['id']}.stats.{STAT['id']}"
    assert differences(english) == {("missing", f"body.{STATS['id']}"), ("extra", path)}
