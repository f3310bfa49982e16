"""A plan has room on a page and before the eyes of a person, whatever its document has."""

from collections import Counter

import pytest

from results.blocks import MAX_BLOCKS
from results.importing.document import count_words
from results.importing.planning import Kind, Plan, Section, plan_document
from results.importing.planning.fitting import MOST_BLOCKS
from results.importing.planning.offering import LONGEST_TEXT, MAX_DOUBTFUL, MAX_FIGURES
from results.importing.planning.plan import Piece
from results.importing.planning.rearranging import SectionChoice, split
from results.importing.reading import read_document
from tests.importing.bad_documents import picture
from tests.importing.texts import words_of

from .planned import plan

PROSE = "Vi arbetade hela året med det som vi hade lovat, och det gick bra."
QUOTES = "\n\n".join(f"> Det gick bra nummer {n}.\n>\n> – Person {n}, chef" for n in range(60))
LINKS = "\n\n".join(f"[Läs mer om del {n}](https://example.org/{n})" for n in range(900))
FIGURES = "\n\n".join(f"Vi hjälpte {n} hundar i år." for n in range(1000, 1000 + MAX_FIGURES + 50))
LONE = "\n\n".join(f"{n} 000\n\nsaker av slag {n}" for n in range(1, MAX_FIGURES + 50))
TABLE = "| a | b |\n|---|---|\n" + "\n".join(f"| Rad {n} | {n} |" for n in range(3 * MAX_FIGURES))


def kept_every_word(text: str, made: Plan) -> bool:
    document = read_document(text.encode(), "a.md")
    return count_words(made.words()) == words_of(document)


@pytest.mark.parametrize(
    "body", [QUOTES, LINKS, FIGURES, LONE, TABLE, f"{PROSE}\n\n{QUOTES}\n\n{LINKS}"]
)
@pytest.mark.parametrize("heading", ["# R\n\n", f"# R\n\n## Ett\n\n{PROSE}\n\n"])
def test_an_edition_has_never_more_blocks_than_it_may_have(heading: str, body: str) -> None:
    made = plan(heading + body, "a.md")
    assert len(made.sections) <= MOST_BLOCKS
    assert kept_every_word(heading + body, made)


def test_quotations_that_have_no_room_of_their_own_stand_in_the_text_in_their_order() -> None:
    made = plan(f"# R\n\n## Ett\n\n{PROSE}\n\n{QUOTES}", "a.md")
    assert Counter(str(section.kind) for section in made.sections)["quote"] > 30
    assert made.sections[0].texts[-2:] == [
        "“Det gick bra nummer 58.” – Person 58, chef",
        "“Det gick bra nummer 59.” – Person 59, chef",
    ]


def test_pictures_that_have_no_room_are_left_out_with_their_description() -> None:
    import base64

    data = base64.b64encode(picture()).decode()
    images = "".join(f'<img src="data:image/png;base64,{data}" alt="Bild {n}">' for n in range(60))
    document = read_document(f"<h1>R</h1><h2>S</h2><p>{PROSE}</p>{images}".encode(), "a.html")
    made = plan_document(document, "sv", 2016)
    assert len(made.sections) <= MOST_BLOCKS
    assert "Bild 59" in [left.text for left in made.left_out]


@pytest.mark.parametrize("body", [FIGURES, LONE, TABLE])
def test_more_figures_than_one_can_look_through_stay_in_the_text_and_are_told(body: str) -> None:
    made = plan(f"# R\n\n## Ett\n\n{PROSE}\n\n{body}", "a.md")
    assert len(made.figures()) <= MAX_FIGURES
    assert [notice for notice in made.notices if str(MAX_FIGURES) in notice]


def test_no_more_doubtful_numbers_are_offered_than_one_can_look_through() -> None:
    made = plan(f"Resultat\n\nEtt\n\n{PROSE} {'Det kom fem barn. ' * (MAX_DOUBTFUL + 50)}")
    assert len(made.doubtful) == MAX_DOUBTFUL
    assert made.notices


def test_a_paragraph_that_nobody_would_write_is_searched_at_its_beginning() -> None:
    made = plan(
        f"Resultat\n\nEtt\n\n{'Vi gjorde det. ' * (LONGEST_TEXT // 14)} Vi hjälpte 250 barn."
    )
    assert made.figures() == []
    assert made.notices


def test_the_same_number_of_something_else_is_another_figure() -> None:
    made = plan(f"Resultat\n\nEtt\n\nVi nådde 200 barn. Vi utbildade 200 lärare. {PROSE}")
    assert [figure.found.label for figure in made.figures()] == ["nådda barn", "utbildade lärare"]


def test_sections_are_split_while_the_edition_has_room() -> None:
    pieces = [Piece("<p>Words.</p>", ("Words.",))] * 3
    sections = [Section(Kind.TEXT, pieces=list(pieces)) for _number in range(MAX_BLOCKS - 1)]
    made = Plan(sections=sections)
    split(made, [SectionChoice(sections[0], splits=frozenset({1, 2}))])
    assert len(made.sections) == MAX_BLOCKS
    assert [len(section.pieces) for section in made.sections[:2]] == [2, 1]
