"""What is counted: beside the number and elsewhere."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from results.importing.figures import FoundFigure
from results.importing.planning import plan_document
from results.importing.reading import read_document
from tests.importing.unseen.score import AS_IT_IS, SMALL_EDIT, overlap

from .reading import certain


def test_the_context_is_the_sentence() -> None:
    text = "Vi granskade t.ex. 12 fall. Filmen visades 500 gånger. Den är bra."
    assert [figure.context for figure in certain(text, "sv")] == [
        "Vi granskade t.ex. 12 fall.",
        "Filmen visades 500 gånger.",
    ]


def test_a_whole_counts_what_its_part_is_of() -> None:
    (figure,) = certain("87 of 112 volunteers stayed for the whole year.", "en")
    assert figure.label.startswith("volunteers")
    assert figure.whole_label == "volunteers"


FOLDER = Path(__file__).parent / "labelled"
_MARK = re.compile(r"\{([^|}]+)\|([^}]+)\}")


def examples(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the language, the kind and the text; every line of prose is a text."""
    for block in (FOLDER / name).read_text().split("=== ")[1:]:
        head, body = block.strip("\n").split("\n", 1)
        language, kind = head.split()
        for text in body.split("\n") if kind == "prose" else [body]:
            yield language, kind, text


def found_in(language: str, kind: str, text: str) -> list[FoundFigure]:
    """The figures of a document with the text below a heading, the doubtful ones last."""
    name = "a.txt" if kind == "stacked" else "a.md"
    shown = _MARK.sub(r"\1", text)
    source = f"# Report 2016\n\n## 2016\n\n{shown}" if name == "a.md" else f"Report\n\n{shown}"
    plan = plan_document(read_document(source.encode(), name), language, 2016)
    return [figure.found for figure in (*plan.figures(), *plan.doubtful)]


def labels(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield a number, the label that it should get, and the one that it got."""
    for language, kind, text in examples(name):
        found = found_in(language, kind, text)
        for number, label in _MARK.findall(text):
            value = _value(number, language)
            got = next(
                (each for each in found if each.value.scaleb(-each.scale.exponent) == value), None
            )
            if got is not None:
                found.remove(got)
            yield number, label, got.label if got else "(not found)"


def _value(number: str, language: str) -> Decimal:
    digits = re.search(r"\d(?:[\d ,.]*\d)?", re.sub(r"(?<=\d) (?:av|in|of) .*", "", number))
    assert digits
    thousands, decimals = (" ", ",") if language == "sv" else (",", ".")
    return Decimal(digits[0].replace(thousands, "").replace(decimals, "."))


@pytest.mark.parametrize(
    ("name", "as_they_are", "nearly"), [("built.txt", 0.6, 0.9), ("kept.txt", 0.7, 0.92)]
)
def test_most_labels_can_stay_as_they_are(name: str, as_they_are: float, nearly: float) -> None:
    found = list(labels(name))
    wrong = [each for each in found if overlap(each[1], each[2]) < AS_IT_IS]
    far = [each for each in wrong if overlap(each[1], each[2]) < SMALL_EDIT]
    assert 1 - len(wrong) / len(found) >= as_they_are, wrong
    assert 1 - len(far) / len(found) >= nearly, wrong


LABELS: dict[str, list[tuple[str, str, list[str]]]] = {
    "what is counted, by the words around it": [
        ("sv", "I våras granskade vi 77 tips från skolor.", ["tips från skolor"]),
        ("sv", "Av samtalen handlade 38 % om ohälsa.", ["Av samtalen handlade om ohälsa"]),
        ("en", "73% of children in care said they felt safe.", ["of children in care felt safe"]),
        ("sv", "Insamlade medel: 12,4 mnkr", ["Insamlade medel"]),
    ],
    "no unit": [
        ("sv", "Vi fick 1,3 mnkr, varav 275 000 kr från företag.", ["", "från företag"]),
        ("en", "Loans rose by 12 per cent, from 30,400 to 34,048.", ["Loans"] * 3),
    ],
    "parts have what their whole counts": [
        ("sv", "Vi hade 1 673 samtal, varav 1 209 i chatten.", ["samtal", "samtal i chatten"]),
        ("en", "We met 512 child witnesses, of whom 377 gave evidence by video.", ["child witnesses", "child witnesses gave evidence by video"]),
    ],
    "places are counted": [
        ("en", "We trained 1,382 officers in 12 counties.", ["officers", "counties"]),
    ],
    "the first of what is listed": [
        ("en", "Altogether we helped 203 people and nine dogs off the hill.", ["people"]),
    ],
    "the subject of the clause that the number is in": [
        ("en", "The charity recorded a surplus before gains of £4.1m.", ["surplus before gains"]),
    ],
    "what an amount is of": [
        ("en", "Free reserves of £612k equal two months of costs.", ["Free reserves"]),
        ("en", "Spending came to £9.3m, with income of £9.1m.", ["Spending", "income"]),
    ],
    "nothing of the day": [
        ("en", "Reserves at 31 March 2016 were £3.2 million.", ["Reserves"]),
        ("de", "Das Vermögen betrug am 31. Dezember 14,2 Millionen Euro.", ["Vermögen"]),
    ],
    "nothing of what the next number counts": [
        ("en", "6,430 lived in a home or hostel and 3,480 with parents.", ["lived in a home or hostel", "with parents"]),
    ],
    "what is counted, though German nouns end as verbs do": [
        ("de", "In der Geschäftsstelle arbeiten 18 Menschen und 187 Honorarkräfte.", ["Menschen", "Honorarkräfte"]),
    ],
    "what an amount among others is of": [
        ("sv", "Intäkterna var 71,4 mkr, varav insamlade medel utgjorde 58,2 mkr.", ["Intäkterna", "insamlade medel"]),
    ],
    "what is said, up to the end of the clause": [
        ("de", "91 % der Eltern sagen, dass ihr Kind gern übt.", ["der Eltern sagen, dass ihr Kind gern übt"]),
        ("nb", "72 prosent av dem som tok kontakt, er kvinner.", ["av dem som tok kontakt"]),
    ],
    "what is counted, in Finnish": [
        ("fi", "Vuonna 2016 käsittelimme 6 558 ilmoitusta, joista osa oli laittomia.", ["ilmoitusta"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rule", LABELS)
def test_a_label_says(rule: str) -> None:
    for locale, text, expected in LABELS[rule]:
        assert [figure.label for figure in certain(text, locale)] == expected, text


def test_a_decimal_is_never_half_hidden() -> None:
    assert str(certain("Open for 4.8 hours a day", "en")[0].value) == "4.8"
    assert certain("Rated 4.8/5 by those we met", "en") == []
