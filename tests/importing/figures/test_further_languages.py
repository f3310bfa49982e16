"""Norwegian, Danish, German and Finnish: what is read, what it is to the edition, and what is no figure."""

from decimal import Decimal

import pytest

from results.importing.figures import find_figures, weighed
from results.quantities import Unit

TEXTS = {
    "nb": (
        "I 2016 behandlet vi 6 558 tips, mot 180 året før. Antallet henvendelser økte med 12 prosent. "
        "Over 1 382 samtaler ble besvart. Inntektene var 12,4 millioner kroner. Målet er 300 frivillige. "
        "Ring 116 111 eller 22 33 44 55, Storgata 14, 0155 Oslo. Straffeloven §§ 305 og 311, sak 19/01234-2. "
        "Den 31. desember var det 45 ansatte, og barn under 12 år."
    ),
    "da": (
        "I 2016 behandlede vi 6.558 tips, mod 180 året før. Antallet af henvendelser steg med 12 procent. "
        "Mere end 1.382 opkald blev besvaret. Indtægterne var 12,4 mio. kr. Målet er 300 frivillige. "
        "Ring 33 44 55 66 kl. 9–15, Nørregade 14. Den 31. december var der 45 ansatte."
    ),
    "de": (
        "Im Jahr 2016 gingen bei der Hotline 6.558 Hinweise ein, gegenüber 180 im Vorjahr. Die Zahl der "
        "Anfragen stieg um 12 Prozent. Mehr als 1.382 Anrufe wurden beantwortet. Die Einnahmen betrugen "
        "12,4 Mio. Euro. Unser Ziel sind 300 Ehrenamtliche. Telefon 030 1234567, Hauptstraße 14, 10115 "
        "Berlin, von 9 bis 15 Uhr. Nach § 12 Abs. 3 SGB VIII, für Kinder unter 12 Jahren. Am 31. Dezember "
        "waren es 45 Beschäftigte."
    ),
    "fi": (
        "Vuonna 2016 käsittelimme 6 558 ilmoitusta, kun edellisvuonna niitä oli 180. Yhteydenottojen määrä kasvoi "
        "12 prosenttia. Yli 1 382 puheluun vastattiin. Tuotot olivat 12,4 miljoonaa euroa. Tavoitteena on 300 "
        "vapaaehtoista. Soita numeroon 116 111 tai 09 1234 567, Hämeentie 14, 00500 Helsinki, klo 9–15. Rikoslain 17 "
        "luvun 18 §:n mukaan, alle 12-vuotiaat lapset, laki (417/2007). Joulukuun 31. päivänä työntekijöitä oli 45."
    ),
}  # fmt: skip
CURRENCY = {"nb": Unit.NOK, "da": Unit.DKK, "de": Unit.EUR, "fi": Unit.EUR}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_gives_its_figures_with_what_each_is_and_nothing_else(language: str) -> None:
    text = TEXTS[language]
    found = weighed(find_figures(text, language), text, language, (2016, 2016))
    assert [(int(each.value), each.unit, each.role) for each in found] == [
        (6558, Unit.NUMBER, "result"),
        (180, Unit.NUMBER, "comparison"),
        (12, Unit.PERCENT, "change"),
        (1382, Unit.NUMBER, "result"),
        (12400000, CURRENCY[language], "result"),
        (300, Unit.NUMBER, "goal"),
        (45, Unit.NUMBER, "result"),
    ]
    assert found[3].qualifier == "over"


def test_a_krona_before_a_number_is_that_of_the_country() -> None:
    for language, unit in (("sv", Unit.SEK), ("nb", Unit.NOK), ("da", Unit.DKK)):
        (found,) = find_figures("kr 184 230", language)
        assert found.unit == unit


FINNISH = {
    "Tapahtumiimme osallistui yli 200:ssa koulussa lähes 9 000 oppilasta.": [
        (200, "number", "over"),
        (9000, "number", "nearly"),
    ],
    "Jono lyheni 2,5 prosenttiyksikköä.": [(Decimal("2.5"), "percentage_points", "exact")],
    "Toimintakertomus 1.1.–31.12.2016, sivut 3 ja 7, taulukko 2 ja 5. luokka.": [],
    "Kampanja tuotti 2,4 miljoonaa.": [(2400000, "EUR", "exact")],
}


@pytest.mark.parametrize("text", FINNISH)
def test_finnish_is_read_inflected_and_compounds_are_words_of_their_own(text: str) -> None:
    found = [each for each in find_figures(text, "fi") if not each.reason]
    assert [(each.value, str(each.unit), str(each.qualifier)) for each in found] == FINNISH[text]


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("nb", "Inntektene gikk fra 5 til 7 millioner kroner.", Unit.NOK),
        ("da", "Vi fik 7 mio. kr., mod 5 i alt.", Unit.DKK),
    ],
)
def test_what_a_figure_is_compared_with_is_in_its_unit(
    language: str, text: str, unit: Unit
) -> None:
    found = [(each.unit, each.scale) for each in find_figures(text, language) if not each.reason]
    assert found == [(unit, "million")] * 2
