"""`check_translations` looks at every string of the site's translations, or at lines of JSON."""

import json
import sys
from collections.abc import Callable
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from wagtail_localize.models import Translation

import pytest

from results.translation.strings.doubts import checked_strings
from tests.factories import LocaleFactory, ResultsPageFactory

from ..changing import another, publish
from ..translating import say, submit, target, translate, translation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_words_of_english")]


@pytest.fixture
def page(two_languages: Any) -> Any:
    """A page with two strings with numbers, translated without a fault."""
    page: Any = ResultsPageFactory.create(year=2014, introduction="Vi fick 6 558 tips.")
    translate(submit(page))
    return page


def spoil(page: Any) -> None:
    say(translation_of(page), "introduction", "We received 6,585 reports.")


def run(*options: str) -> tuple[int, str]:
    output, code = StringIO(), 0
    try:
        call_command("check_translations", *options, stdout=output)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    return code, output.getvalue()


def test_a_fault_is_said_with_its_place(page: Any) -> None:
    assert run() == (0, "")
    spoil(page)
    said = f"{target(page)} (en), introduction: 6 558 has become 6,585 in the translation.\n"
    assert run() == (1, said)


def test_json_has_a_line_for_each_string(page: Any) -> None:
    spoil(page)
    say(translation_of(page), "title", "Results 2017")
    answers = [json.loads(line) for line in run("--format", "json")[1].splitlines()]
    assert [answer["path"] for answer in answers] == ["title", "introduction"]
    assert answers[1] == {
        "page": target(page).pk,
        "title": target(page).title,
        "language": "en",
        "path": "introduction",
        "source": "Vi fick 6 558 tips.",
        "translation": "We received 6,585 reports.",
        "faults": [
            {
                "code": "number_changed",
                "source": "6 558",
                "translation": "6,585",
                "message": "6 558 has become 6,585 in the translation.",
            }
        ],
        "doubts": [],
    }


def test_one_language_or_one_page_can_be_checked(page: Any) -> None:
    other = another(page, 2015)
    translate(submit(other))
    spoil(page)
    LocaleFactory.create(language_code="nb")
    assert [run("--locale", code)[0] for code in ("en", "nb")] == [1, 0]
    pages = (page, target(page), other, target(other))
    assert [run("--page", str(each.pk))[0] for each in pages] == [1, 1, 0, 0]


def test_a_page_or_a_language_that_is_not_there_is_an_error(page: Any) -> None:
    with pytest.raises(CommandError, match="No page has the id 999999"):
        run("--page", "999999")
    with pytest.raises(CommandError, match="no language “xx”"):
        run("--locale", "xx")


GONE: dict[str, Callable[[Any], Any]] = {
    "the source": lambda page: page.delete(),
    "the page": lambda page: target(page).delete(),
    "a stopped translation": lambda page: Translation.objects.update(enabled=False),
    "the text": lambda page: publish(page, introduction=""),
}


@pytest.mark.parametrize("lose", GONE.values(), ids=GONE)
def test_what_is_stopped_or_gone_is_not_checked(page: Any, lose: Callable[[Any], Any]) -> None:
    spoil(page)
    lose(page)
    assert run()[0] == 0


def test_a_page_costs_four_queries(edition: Any, page: Any, django_assert_num_queries: Any) -> None:
    translate(submit(edition))
    for translation in (translation_of(edition), translation_of(page)):
        list(checked_strings(translation))
        with django_assert_num_queries(4):
            assert list(checked_strings(translation))


RIGHT = {"id": 1, "sv": "133 000 visningar", "en": "133,000 views"}
WRONG = {"id": "b", "sv": "133 000 visningar", "en": "131,000 views"}


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def run_pairs(tmp_path: Path) -> Any:
    """Runs the command on a file; its exit code, and its answer line by line."""

    def run_pairs(text: str, *options: str) -> tuple[int, list[dict[str, Any]]]:
        path = tmp_path / "pairs.jsonl"
        # What is no UTF-8 is there as well.
        path.write_bytes(text.encode(errors="surrogateescape"))
        code, answers = run("--pairs", str(path), *options)
        return code, [json.loads(line) for line in answers.splitlines()]

    return run_pairs


def test_each_pair_is_answered_in_order_and_a_fault_exits_with_1(run_pairs: Any) -> None:
    assert run_pairs(lines(RIGHT))[0] == 0
    code, answers = run_pairs(lines(WRONG, RIGHT))
    assert code == 1
    assert [each["code"] for each in answers[0].pop("faults")] == ["number_changed"]
    assert answers == [{"id": "b", "doubts": []}, {"id": 1, "faults": [], "doubts": []}]


def test_the_languages_can_be_chosen(run_pairs: Any) -> None:
    row = {"id": 1, "en": "1.5 million", "sv": "1,5 miljoner", "de": "1,5 Millionen"}
    assert run_pairs(lines(row), "--from", "en", "--to", "de")[0] == 0


def test_a_line_can_name_its_languages_and_an_unsure_fault_is_a_doubt(run_pairs: Any) -> None:
    row = {"id": 1, "source": "Tre av dem kom.", "target": "Manche kamen."}
    code, (answer,) = run_pairs(lines(row | {"source_language": "sv", "target_language": "de"}))
    assert (code, answer["faults"]) == (0, [])
    assert [each["code"] for each in answer["doubts"]] == ["number_missing"]
    assert answer["doubts"][0]["message"] == "Perhaps: Tre is missing in the translation."


def test_further_keys_blank_lines_and_a_byte_order_mark_are_passed_over(run_pairs: Any) -> None:
    text = "\ufeff" + lines(RIGHT | {"why": "thousands"}) + "\r\n\n" + lines(RIGHT)
    assert [answer["id"] for answer in run_pairs(text)[1]] == [1, 1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "Line 2 is not JSON"),
        ("[" * 100_000, "Line 2 is not JSON"),
        ("[]", "Line 2 is not an object"),
        ('{"sv": "a", "en": "b"}', "Line 2 has no “id”"),
        ('{"id": 1, "sv": "a"}', "Line 2 has no text “en”"),
        ('{"id": 1, "sv": 5, "en": "b"}', "Line 2 has no text “sv”"),
        ("\udcff", "Line 2 is not UTF-8"),
    ],
)
def test_a_broken_line_is_named(run_pairs: Any, line: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run_pairs(lines(RIGHT) + line)


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(lines(WRONG).encode())))
    assert "131,000" in run("--pairs", "-")[1]


def test_no_such_file_and_a_site_beside_it_are_errors(run_pairs: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.jsonl cannot be read"):
        run("--pairs", str(tmp_path / "none.jsonl"))
    with pytest.raises(CommandError, match="leave out --page and --locale"):
        run_pairs(lines(RIGHT), "--locale", "en")
