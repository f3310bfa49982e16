"""The check measured on pairs that were written without knowledge of its rules."""

import json
from pathlib import Path
from typing import Any

import pytest

from .saying import differs, is_same

PAIRS = [
    json.loads(line)
    for line in Path(__file__).with_name("blind.jsonl").read_text("utf-8").splitlines()
]
MOST = 0.02
SETS = ["b", "c", "d"]


def of_set(letter: str, *, is_faulty: bool) -> list[dict[str, Any]]:
    return [pair for pair in PAIRS if pair["id"][0] == letter and pair["faulty"] is is_faulty]


def test_every_pair_has_an_id_of_its_own() -> None:
    assert len({pair["id"] for pair in PAIRS}) == len(PAIRS) == 1200


@pytest.mark.parametrize("letter", SETS)
def test_right_translations_give_no_false_alarm(letter: str) -> None:
    pairs = of_set(letter, is_faulty=False)
    wrong = [pair["id"] for pair in pairs if not is_same(pair["sv"], pair["en"])]

    assert len(wrong) / len(pairs) <= MOST, wrong


@pytest.mark.parametrize("letter", SETS)
def test_no_fault_is_missed(letter: str) -> None:
    pairs = of_set(letter, is_faulty=True)
    wrong = [pair["id"] for pair in pairs if not differs(pair["sv"], pair["en"])]

    assert len(wrong) / len(pairs) <= MOST, wrong
