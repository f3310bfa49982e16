"""The check measured on pairs of texts of which it is known whether they say the same."""

import json
from pathlib import Path
from typing import Any

from .saying import differs, is_same

PAIRS = [
    json.loads(line)
    for line in Path(__file__).with_name("pairs.jsonl").read_text("utf-8").splitlines()
]
MOST = 0.02
# Broken markup in a source is not its translation's fault.
ONE_WAY = "tag left open"


def of_kind(*, is_faulty: bool) -> list[dict[str, Any]]:
    return [pair for pair in PAIRS if pair["faulty"] is is_faulty]


def test_the_set_is_large_and_half_of_it_is_faulty() -> None:
    assert len(PAIRS) >= 320
    assert len({pair["id"] for pair in PAIRS}) == len(PAIRS)
    assert len(of_kind(is_faulty=True)) == len(of_kind(is_faulty=False))


def test_right_translations_give_no_false_alarm() -> None:
    pairs = of_kind(is_faulty=False)
    wrong = [pair["id"] for pair in pairs if not is_same(pair["sv"], pair["en"])]

    assert len(wrong) / len(pairs) <= MOST, wrong


def test_no_fault_is_missed() -> None:
    pairs = [pair for pair in of_kind(is_faulty=True) if pair["why"] != ONE_WAY]
    wrong = [pair["id"] for pair in pairs if not differs(pair["sv"], pair["en"])]

    assert len(wrong) / len(pairs) <= MOST, wrong
