"""The files of the languages: all that the grammar names, and nothing else."""

import re

import pytest

from results.importing.figures.languages import GRAMMAR, KNOWN, Language, vocabulary_of

TABLES = [name for name in GRAMMAR if name not in {"patterns", "common"}]
OF_THE_PROGRAM = {"numbers", "joined"}


def named_in_the_grammar() -> set[str]:
    rows = [row for table in ("patterns", *TABLES) for row in GRAMMAR[table].values()]
    return {name for row in rows for name in re.findall(r"\{([a-z_]+)\}", row)} - OF_THE_PROGRAM


@pytest.mark.parametrize("code", KNOWN)
def test_every_pattern_can_be_made_in_every_language(code: str) -> None:
    language = Language(code)
    for name in (*GRAMMAR["patterns"], *TABLES):
        assert language.pattern(name).pattern


@pytest.mark.parametrize("code", KNOWN)
def test_every_word_of_a_language_is_in_a_pattern(code: str) -> None:
    assert set(Language(code)._words) - OF_THE_PROGRAM - {"hidden"} <= named_in_the_grammar()


def test_a_language_that_is_like_another_adds_its_own_words_to_those() -> None:
    assert vocabulary_of("da").begins("names_goal", "Måltallet for 2017")
    assert vocabulary_of("da").begins("names_goal", "Pejlemærket for 2017")
    assert not vocabulary_of("nb").begins("names_goal", "Pejlemærket for 2017")


def test_a_language_without_a_file_has_the_words_of_english() -> None:
    assert vocabulary_of("pl") is vocabulary_of("en-GB")
