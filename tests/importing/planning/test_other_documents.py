"""Documents in another language, of another year, or with more than a page has room for."""

from collections import Counter

import pytest

from results.importing.document import Document, Paragraph, Run, count_words
from results.importing.figures import language_of
from results.importing.planning import plan_document
from results.importing.planning.fitting import MOST_BLOCKS
from results.importing.planning.offering import LONGEST_TEXT, MAX_DOUBTFUL, MAX_FIGURES
from results.importing.reading import read_document
from tests.importing.papers import plain, tag
from tests.importing.texts import words_of

from .planned import plan

SWEDISH = "Vi har under året mött 250 barn och det är fler än vi trodde att vi skulle nå med vårt arbete. "
GERMAN = (
    "Wir haben im Jahr 250 Kinder mit der Hilfe von Spenden für die Schule und das Haus erreicht. "
)
NORWEGIAN = "Vi har møtt 250 barn, og det er flere enn vi trodde at vi ville nå med arbeidet til å hjelpe dem. "
FINNISH = "Tapasimme vuonna 2016 yhteensä 250 lasta, ja se on myös enemmän kuin me uskoimme, mutta työ ei ole ohi. "
FRENCH = "Nous avons aidé 250 enfants et les familles dans la rue, pour une école sur le site de la ville. "


def document(text: str) -> Document:
    return Document([Paragraph((Run(text * 6),))])


@pytest.mark.parametrize(
    ("text", "code"),
    [(SWEDISH, "sv"), (GERMAN, "de"), (NORWEGIAN, "nb"), (FINNISH, "fi"), ("12 345 67 890", "")],
)
def test_a_language_is_known_by_its_commonest_words(text: str, code: str) -> None:
    assert language_of(text * 6) == code


@pytest.mark.parametrize(
    ("text", "locale", "notice"),
    [
        (GERMAN, "sv", "The document seems to be in German, not in Swedish."),
        (FRENCH, "fr", "In this language only digits are read, not words."),
    ],
)  # fmt: skip
def test_what_may_be_misread_is_left_to_a_person(text: str, locale: str, notice: str) -> None:
    plan = plan_document(document(text), locale, 2016)
    assert notice in plan.notices
    assert all(figure.found.reason for figure in plan.figures())


def test_a_year_that_is_hardly_that_of_the_document_is_asked_about() -> None:
    text = "Under 2015 mötte vi 250 barn. År 2015 svarade vi på 1 100 samtal. Vi är 12 anställda."
    made = plan(f"# Siffror\n\n## Samtal\n\n{text}", "a.md")
    assert made.notices == ["Most figures are of 2015, not of 2016. Is the year right?"]


@pytest.mark.parametrize(
    ("title", "introduction", "asked"),
    [
        ("Effektrapport 2024", "Om 2016.", 2024),
        ("Effektrapport", "Verksamhetsberättelse för 2015, med en blick på 2017.", 2015),
        ("Effektrapport 2016", "Sedan 2009 svarar vi på samtal.", None),
        ("Året 2015/16", "Sedan 2009 svarar vi på samtal.", None),
        ("Effektrapport", "Vi svarar på samtal.", None),
        ("Effektrapport", "Året slutade 2015-12-31.", 2015),
        ("Årsbok 2017", "Året 2016/17 blev bra. Av 2016/17 minns vi mest.", None),
    ],
)
def test_a_document_that_begins_with_another_year_is_asked_about(
    title: str, introduction: str, asked: int | None
) -> None:
    made = plan(f"# {title}\n\n{introduction}", "a.md")
    question = f"The beginning of the document names {asked}, not 2016. Is the year right?"
    assert made.notices == ([question] if asked else [])


PROSE = "Vi arbetade hela året med det som vi hade lovat, och det gick bra."
QUOTES = "\n\n".join(f"> Det gick bra nummer {n}.\n>\n> – Person {n}, chef" for n in range(60))
LINKS = "\n\n".join(f"[Läs mer om del {n}](https://example.org/{n})" for n in range(900))
FIGURES = "\n\n".join(f"Vi hjälpte {n} hundar i år." for n in range(1000, 1000 + MAX_FIGURES + 50))
TABLE = "| a | b |\n|---|---|\n" + "\n".join(f"| Rad {n} | {n} |" for n in range(3 * MAX_FIGURES))


@pytest.mark.parametrize("body", [FIGURES, TABLE, f"{PROSE}\n\n{QUOTES}\n\n{LINKS}"])
@pytest.mark.parametrize("heading", ["# R\n\n", f"# R\n\n## Ett\n\n{PROSE}\n\n"])
def test_an_edition_has_never_more_blocks_than_it_may_have(heading: str, body: str) -> None:
    made = plan(heading + body, "a.md")
    assert len(made.sections) <= MOST_BLOCKS
    assert count_words(made.words()) == words_of(read_document((heading + body).encode(), "a.md"))


def test_quotations_that_have_no_room_of_their_own_stand_in_the_text_in_their_order() -> None:
    made = plan(f"# R\n\n## Ett\n\n{PROSE}\n\n{QUOTES}", "a.md")
    assert Counter(str(section.kind) for section in made.sections)["quote"] > 30
    assert made.sections[0].texts[-2:] == [
        "“Det gick bra nummer 58.” – Person 58, chef",
        "“Det gick bra nummer 59.” – Person 59, chef",
    ]


def test_pictures_that_have_no_room_are_left_out_with_their_description() -> None:
    images = "".join(tag(plain(), f"Bild {n}") for n in range(60))
    document = read_document(f"<h1>R</h1><h2>S</h2><p>{PROSE}</p>{images}".encode(), "a.html")
    made = plan_document(document, "sv", 2016)
    assert len(made.sections) <= MOST_BLOCKS
    assert "Bild 59" in [left.text for left in made.left_out]


@pytest.mark.parametrize("body", [FIGURES, TABLE])
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
