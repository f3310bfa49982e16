"""A document in another language than its page, or of another year than was given."""

from django.utils.translation import override

import pytest

from results.importing.document import Document, Heading, Paragraph, Part, Run
from results.importing.figures import language_of
from results.importing.planning import plan_document

SWEDISH = "Vi har under året mött 250 barn och det är fler än vi trodde att vi skulle nå med vårt arbete. "
GERMAN = (
    "Wir haben im Jahr 250 Kinder mit der Hilfe von Spenden für die Schule und das Haus erreicht. "
)
NORWEGIAN = "Vi har møtt 250 barn, og det er flere enn vi trodde at vi ville nå med arbeidet til å hjelpe dem. "
FINNISH = "Tapasimme vuonna 2016 yhteensä 250 lasta, ja se on myös enemmän kuin me uskoimme, mutta työ ei ole ohi. "
POLISH = "W tym roku nasza organizacja odebrała 250 telefonów i udzieliła pomocy dzieciom oraz ich rodzinom w całym kraju. "
# Its fonts say of each letter that it is the third one after it.
SHIFTED = "Zh dqvzhuhg 250 fdoov wklv bhdu dqg wkh shrsoh zhuh kdssb zlwk wkdw iru pdqb uhdvrqv. "
FRENCH = "Nous avons aidé 250 enfants et les familles dans la rue, pour une école sur le site de la ville. "


def document(text: str) -> Document:
    return Document([Paragraph((Run(text * 6),))])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SWEDISH, "sv"),
        (GERMAN, "de"),
        (NORWEGIAN, "nb"),
        (FINNISH, "fi"),
        ("12 345 67 890", ""),
        ("Och sen?", ""),
    ],
)
def test_a_language_is_known_by_its_commonest_words(text: str, code: str) -> None:
    assert language_of(text * 6) == code


@pytest.mark.parametrize(
    ("text", "locale", "notice"),
    [
        (GERMAN, "sv", "The document seems to be in German, not in Swedish."),
        (
            POLISH * 3,
            "sv",
            "The document is in a language that is not known here, or its fonts do not say which letters they have.",
        ),
        (
            SHIFTED * 3,
            "en",
            "The document is in a language that is not known here, or its fonts do not say which letters they have.",
        ),
        (FRENCH, "fr", "Only digits are read of this language, not its words."),
    ],
)
def test_what_may_be_misread_is_left_to_a_person(text: str, locale: str, notice: str) -> None:
    with override("en"):
        plan = plan_document(document(text), locale, 2016)
    assert notice in plan.notices
    assert all(figure.found.reason for figure in plan.figures())


def test_a_section_in_another_language_is_left_to_a_person() -> None:
    parts: list[Part] = [
        Heading(1, (Run("Resultat"),)),
        Heading(2, (Run("Stöd"),)),
        Paragraph((Run(SWEDISH * 6),)),
        Heading(2, (Run("Zusammenfassung"),)),
        Paragraph((Run(f"{GERMAN * 6} Am Ende waren es 6 558 Kinder."),)),
    ]
    with override("en"):
        plan = plan_document(Document(parts), "sv", 2016)
    ours, theirs = plan.sections
    assert not any(figure.found.reason for figure in ours.figures)
    assert {figure.found.reason for figure in theirs.figures} == {
        "The section seems to be in German, not in Swedish."
    }
    assert plan.notices == []


def test_a_year_that_is_hardly_that_of_the_document_is_asked_about() -> None:
    text = "Under 2015 mötte vi 250 barn. År 2015 svarade vi på 1 100 samtal. Vi är 12 anställda."
    with override("en"):
        title, heading = Heading(1, (Run("Siffror"),)), Heading(2, (Run("Samtal"),))
        plan = plan_document(Document([title, heading, Paragraph((Run(text),))]), "sv", 2016)
    assert plan.notices == ["Most figures are of 2015, not of 2016. Is the year right?"]


@pytest.mark.parametrize(
    ("title", "introduction", "asked"),
    [
        ("Effektrapport 2024", "Om 2016.", 2024),
        ("Effektrapport", "Verksamhetsberättelse för 2015, med en blick på 2017.", 2015),
        ("Effektrapport 2016", "Sedan 2009 svarar vi på samtal.", None),
        ("Året 2015/16", "Sedan 2009 svarar vi på samtal.", None),
        ("Effektrapport", "Vi svarar på samtal.", None),
        ("Effektrapport", "Här är våra viktigaste resultat från 2015.", 2015),
        ("Effektrapport", "Året slutade 2015-12-31.", 2015),
        ("Strategi 2014–2018", "Vi svarar på samtal.", None),
        ("Årsbok 2017", "Året 2016/17 blev bra. Av 2016/17 minns vi mest.", None),
    ],
)
def test_a_document_that_begins_with_another_year_is_asked_about(
    title: str, introduction: str, asked: int | None
) -> None:
    text = Paragraph((Run(introduction),))
    with override("en"):
        plan = plan_document(Document([Heading(1, (Run(title),)), text]), "sv", 2016)
    question = f"The beginning of the document names {asked}, not 2016. Is the year right?"
    assert plan.notices == ([question] if asked else [])


@pytest.mark.parametrize(("text", "locale"), [(SWEDISH, "sv"), (FINNISH, "fi")])
def test_the_language_of_the_page_needs_no_notice(text: str, locale: str) -> None:
    plan = plan_document(document(text), locale, 2016)
    assert not plan.notices
    assert not any(figure.found.reason for figure in plan.figures())
