"""What is counted, where it does not stand right behind the number."""

import pytest

from .reading import certain

LABELS: dict[str, list[tuple[str, str, list[str]]]] = {
    "parts have what their whole counts": [
        ("sv", "Vi hade 1 673 samtal, varav 1 209 i chatten.", ["samtal", "samtal i chatten"]),
        ("en", "We met 512 child witnesses, of whom 377 gave evidence by video.", ["child witnesses", "child witnesses who gave evidence by video"]),
        ("en", "Of the 1,058 young people, 836 were at lower risk.", ["young people", "young people at lower risk"]),
        ("sv", "Vi handlade 450 ärenden. Av dem avslutades 96 procent.", ["ärenden", "av ärenden avslutades"]),
        ("en", "We asked 42 members; 36 answered.", ["members asked", "members who answered"]),
    ],
    "what is listed goes on with what was said of the first": [
        ("sv", "Vi hade 673 samtal, varav 209 i chatten, 342 i mejl och 122 på telefon.", ["samtal", "samtal i chatten", "samtal i mejl", "samtal på telefon"]),
        ("en", "81% of pages were hosted in Europe and 16% in North America.", ["of pages hosted in Europe", "of pages hosted in North America"]),
    ],
    "places are counted": [
        ("en", "We trained 1,382 officers in 12 counties.", ["officers trained", "counties"]),
        ("sv", "Det gjordes i 518 ärenden.", ["ärenden"]),
    ],
    "a number behind the name of what it is of": [
        ("en", "Threats about money: 403 calls", ["calls, threats about money"]),
    ],
    "a clause as what it says of a noun": [
        ("en", "Six hospitals and 40 clinics have changed their contracts.", ["clinics that have changed their contracts"]),
        ("sv", "63 företag är anslutna.", ["företag som är anslutna"]),
    ],
    "the first of what is listed": [
        ("en", "Altogether we helped 203 people and nine dogs off the hill.", ["people helped"]),
    ],
    "the subject of the clause that the number is in": [
        ("sv", "Ett oroligt år gjorde att fondens kapital sjönk till 2 386 kronor.", ["fondens kapital"]),
        ("sv", "Vi skrev att väntetiden till kurator var för lång, 41 dagar.", ["väntetiden till kurator"]),
        ("en", "The charity recorded a surplus before gains of £4.1m.", ["surplus before gains"]),
    ],
    "what an amount is of": [
        ("en", "Free reserves of £612k equal two months of costs.", ["Free reserves"]),
        ("en", "Spending came to £9.3m, with income of £9.1m.", ["Spending", "income"]),
    ],
    "the subject, with its place behind it": [
        ("sv", "På piano var väntetiden 19 månader.", ["väntetiden på piano"]),
        ("nb", "På telefon var ventetiden 4,5 minutter.", ["ventetiden på telefon"]),
    ],
    "nothing of the day": [
        ("en", "Reserves at 31 March 2016 were £3.2 million.", ["Reserves"]),
        ("de", "Am 31.12.2016 hatten wir 9.400 Patinnen.", ["Patinnen"]),
        ("de", "Das Vermögen betrug am 31. Dezember 14,2 Millionen Euro.", ["Vermögen"]),
        ("en", "At 31 December we had 965 volunteers. 205 left.", ["volunteers", "volunteers who left"]),
    ],
    "nothing of what the next number counts": [
        ("en", "We recruited 18,206 new donors and lost 21,094.", ["new donors recruited", "lost"]),
        ("en", "6,430 lived in a home or hostel and 3,480 with parents.", ["lived in a home or hostel", "with parents"]),
    ],
    "what is counted, though German nouns end as verbs do": [
        ("de", "In der Geschäftsstelle arbeiten 18 Menschen und 187 Honorarkräfte.", ["Menschen", "Honorarkräfte"]),
    ],
    "what an amount among others is of": [
        ("sv", "Intäkterna var 71,4 mkr, varav insamlade medel utgjorde 58,2 mkr.", ["Intäkter", "insamlade medel"]),
    ],
    "what is said, up to the end of the clause": [
        ("de", "91 % der Eltern sagen, dass ihr Kind gern übt.", ["der Eltern sagen, dass ihr Kind gern übt"]),
        ("nb", "72 prosent av dem som tok kontakt, er kvinner.", ["av dem som tok kontakt"]),
    ],
    "what is said with its verb at the end, where the language has it there": [
        ("de", "2.940 Gäste füllten den Fragebogen aus.", ["Gäste, die den Fragebogen ausfüllten"]),
        ("de", "418 Kursleitende unterrichteten für uns.", ["Kursleitende, die für uns unterrichteten"]),
        ("de", "Es fanden 1.287 Kurse statt.", ["Kurse"]),
    ],
    "nothing, where there is no more than that something was": [
        ("en", "There were 46 of them.", [""]),
    ],
    "what was done with its particle": [
        ("en", "We handed out 412 hot meals.", ["hot meals handed out"]),
        ("sv", "Vi delade ut 412 varma mål.", ["utdelade varma mål"]),
    ],
    "what happened so often, though it is long": [
        ("en", "Half-price tickets for people on low incomes were used 12,918 times.", ["times half-price tickets for people on low incomes used"]),
    ],
    "that it is so on average": [
        ("sv", "Ett samtal varar i genomsnitt 23 minuter.", ["samtal varar i genomsnitt"]),
        ("en", "On average 376 webpages were added.", ["webpages added on average"]),
    ],
    "how old those are who are counted": [
        ("en", "We helped 41 girls aged 11 to 13.", ["girls aged 11 to 13 helped"]),
        ("sv", "Vi stöttade 12 barn under 7 år.", ["stöttade barn under 7 år"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rule", LABELS)
def test_a_label_says(rule: str) -> None:
    for locale, text, expected in LABELS[rule]:
        assert [figure.label for figure in certain(text, locale)] == expected, text


def test_a_decimal_is_never_half_hidden() -> None:
    assert str(certain("Open for 4.8 hours a day", "en")[0].value) == "4.8"
    assert certain("Rated 4.8/5 by those we met", "en") == []
