"""Texts lose what nobody sees, and nothing that any writing needs."""

import pytest

from results.characters import cleaned, cleaned_json


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("tips\u202e6102\u202c", "tips6102"),
        ("\u2066a\u2067b\u2068c\u2069", "abc"),
        ("\ufeffa\x00b\x07c\x7fd\x9fe", "abcde"),
        ("half\ud83d", "half"),
        ("a\x0bb\x0cc\x85d", "a b c d"),
        ("o" + 70 * "\u0301" + "!", "o" + 8 * "\u0301" + "!"),
        ("o" + 70 * "\u0301\u200d", "o" + 8 * "\u0301\u200d" + 62 * ""),
        ("x" + 9 * "\u20dd" + "y" + 9 * "\u0336", "x" + 8 * "\u20dd" + "y" + 8 * "\u0336"),
    ],
)
def test_what_nobody_sees_is_taken_out(text: str, rest: str) -> None:
    assert cleaned(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Vi granskade 6\u00a0558 tips,\n\tvarav 1\u202f100 – \u201dnästan\u201d alla.",
        # Tibetan, with the longest cluster of any writing; Hebrew with accents; Vietnamese.
        "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",
        "\u05d1\u05bc\u05b0\u05e8\u05b5\u05d0\u05e9\u05c1\u05b4\u0596\u05d9\u05ea",
        "Vie\u0323\u0302t Nam",
        # Persian with its joiner, and marks for the direction of what stands beside them.
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200e\u200f\u061c",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f 1\ufe0f\u20e3",
        12 * "—" + 12 * "\u2764\ufe0f",
        "soft\u00adhyphen",
    ],
)
def test_what_a_writing_needs_stays(text: str) -> None:
    assert cleaned(text) == text


def test_the_texts_of_a_stream_are_cleaned_at_any_depth() -> None:
    raw = [{"type": "x", "value": {"a": "b\u202ec", "d": [5, None, True, "e\x07"]}}]
    assert cleaned_json(raw) == [{"type": "x", "value": {"a": "bc", "d": [5, None, True, "e"]}}]
