"""`check_translations --pairs` scores lines of JSON."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

import pytest

from tests.processes import PLAIN, ROOT, environment

RIGHT = {"id": 1, "sv": "133 000 visningar", "en": "133,000 views"}
WRONG = {"id": "b", "sv": "133 000 visningar", "en": "131,000 views"}


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Runs the command on a file; its exit code, and its answer line by line."""

    def run(text: str | bytes, *options: str) -> tuple[int, list[dict[str, Any]]]:
        path = tmp_path / "pairs.jsonl"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        output, code = StringIO(), 0
        try:
            call_command("check_translations", "--pairs", str(path), *options, stdout=output)
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        return code, [json.loads(line) for line in output.getvalue().splitlines()]

    return run


def test_pairs_without_a_fault_exit_with_0(run: Any) -> None:
    assert run(lines(RIGHT)) == (0, [{"id": 1, "faults": [], "doubts": []}])


def test_each_pair_is_answered_in_order_and_a_fault_exits_with_1(run: Any) -> None:
    code, answers = run(lines(WRONG, RIGHT))

    assert code == 1
    assert answers == [
        {
            "id": "b",
            "faults": [
                {
                    "code": "number_changed",
                    "source": "133 000",
                    "translation": "131,000",
                    "message": "133 000 has become 131,000 in the translation.",
                }
            ],
            "doubts": [],
        },
        {"id": 1, "faults": [], "doubts": []},
    ]


def test_the_languages_can_be_chosen(run: Any) -> None:
    row = {"id": 1, "en": "1.5 million", "sv": "1,5 miljoner", "de": "1,5 Millionen"}

    assert run(lines(row), "--from", "en", "--to", "sv")[0] == 0
    assert run(lines(row), "--from", "en", "--to", "de")[0] == 0


def test_a_line_can_name_its_languages_and_an_unsure_fault_is_a_doubt(run: Any) -> None:
    row = {"id": 1, "source": "Tre av dem kom.", "target": "Manche kamen."}
    code, (answer,) = run(lines(row | {"source_language": "sv", "target_language": "de"}))
    assert (code, answer["faults"]) == (0, [])
    assert [each["code"] for each in answer["doubts"]] == ["number_missing"]
    assert answer["doubts"][0]["message"] == "Perhaps: Tre is missing in the translation."


def test_further_keys_blank_lines_and_a_byte_order_mark_are_passed_over(run: Any) -> None:
    text = "\ufeff" + lines(RIGHT | {"why": "thousands"}) + "\r\n\n" + lines(RIGHT)

    assert [answer["id"] for answer in run(text)[1]] == [1, 1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "Line 2 is not JSON"),
        ("[" * 100_000, "Line 2 is not JSON"),
        ("[]", "Line 2 is not an object"),
        ('{"sv": "a", "en": "b"}', "Line 2 has no “id”"),
        ('{"id": 1, "sv": "a"}', "Line 2 has no text “en”"),
        ('{"id": 1, "sv": 5, "en": "b"}', "Line 2 has no text “sv”"),
        (b"\xff", "Line 2 is not UTF-8"),
    ],
)
def test_a_broken_line_is_named(run: Any, line: str | bytes, message: str) -> None:
    broken = line if isinstance(line, bytes) else line.encode()

    with pytest.raises(CommandError, match=message):
        run(lines(RIGHT).encode() + broken)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.jsonl cannot be read"):
        call_command("check_translations", "--pairs", str(tmp_path / "none.jsonl"))


def test_pairs_are_no_pages(run: Any) -> None:
    with pytest.raises(CommandError, match="leave out --page and --locale"):
        run(lines(RIGHT), "--locale", "en")


@pytest.mark.server
def test_a_dash_reads_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check_translations", "--pairs", "-"],
        cwd=ROOT,
        env=environment({**PLAIN, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}),
        input=lines(WRONG),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["id"] == "b"
