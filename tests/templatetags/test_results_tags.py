"""How a value is set."""

from django.utils import translation

import pytest

from results.templatetags.results_tags import breakable, language_name, number, value_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("6 558", ""),
        ("98,6 %", "m"),
        ("1 000 000", "l"),
        ("999 999 999 999", "xl"),
    ],
)
def test_a_longer_value_is_set_smaller(text: str, size: str) -> None:
    expected = f" results-figure__value--{size}" if size else ""
    assert value_size(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("999\u00a0999,5\u00a0procentenheter", ["999\u00a0999,5\u00a0", "procentenheter"]),
        ("SEK\u00a01,382", ["SEK\u00a0", "1,382"]),
        ("1,5\u00a0miljoner\u00a0kr", ["1,5\u00a0", "miljoner\u00a0", "kr"]),
        ("98,6\u00a0%", ["98,6\u00a0%"]),
    ],
)
def test_a_value_breaks_beside_words_and_never_within_a_number(text: str, parts: list[str]) -> None:
    assert breakable(text).split("<wbr>") == parts


def test_a_value_is_escaped() -> None:
    assert breakable("<b>") == "&lt;b&gt;"


def test_a_number_is_written_as_the_language_in_use_does() -> None:
    assert number(1000) == "1\u00a0000"


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "engelska"), ("zh-hans", "kinesiska"), ("udm", "udm"), ("x-own", "x-own")],
)
def test_a_language_that_nobody_has_a_name_for_is_called_by_its_code(code: str, name: str) -> None:
    with translation.override("sv"):
        assert language_name(code) == name
    with translation.override("x-own"):
        assert language_name("sv") == "Swedish"
