"""Numbers are read by the rules of each language; placeholders, addresses, links and markup are kept."""

import pytest

from results.translation.proofs import Fault, faults_of


def codes(swedish: str, english: str) -> list[str]:
    return [fault.code for fault in faults_of(swedish, english, "sv", "en")]


def is_same(swedish: str, english: str) -> bool:
    """Whether neither is a faulty translation of the other."""
    return not codes(swedish, english) and not faults_of(english, swedish, "en", "sv")


def differs(swedish: str, english: str) -> bool:
    """Whether each is a faulty translation of the other."""
    return bool(codes(swedish, english) and faults_of(english, swedish, "en", "sv"))


Pairs = list[tuple[str, str]]
# By the rule that they are examples of, Swedish and English.
SAME: dict[str, Pairs] = {
    "any space groups thousands": [
        ("133\u00a0000 visningar", "133 000 views"),
        ("133&nbsp;000 visningar", "133&#8239;000 views"),
    ],
    "a point may group them too": [("1.500 kr", "SEK 1,500")],
    "per cent can be written in many ways": [
        ("98,6 %", "98.6 per cent"),
        ("0,2 promille", "0.02 per cent"),
    ],
    "numbers in words are read": [
        ("Vi fick elva svar", "We got 11 replies"),
        ("en miljon trehundratusen", "1.3 million"),
        ("sextonåring", "16-year-old"),
        ("femgradig skala", "five-point scale"),
    ],
    "one is never missed": [
        ("En av oss såg ett barn", "A child was seen by us"),
    ],
    "sex is six only where it is not sex": [
        ("köp av sex", "purchase of sex"),
        ("sex barn", "six children"),
    ],
    "scales are the same in full": [
        ("2 mdr kr", "SEK 2bn"),
        ("en kvarts miljon", "a quarter of a million"),
        ("2–3 miljoner", "2 million to 3 million"),
        ("till −1,1 från −3,9 miljoner", "to −1.1 million from −3.9 million"),
    ],
    "a loss is below zero without a sign": [
        ("Resultatet blev −412 000 kr", "A deficit of SEK 412,000")
    ],
    "a bound can be said otherwise, or not at all": [
        ("inte mer än 20", "at most 20"),
        ("högst två sidor", "must not exceed two pages"),
        ("drygt 500", "500"),
        ("Det pågick under 3 år", "It went on for over 3 years"),
        ("steg till drygt 20 procent", "rose to just over 20 per cent"),
    ],
    "money is the same wherever its currency stands": [
        ("250:- per barn", "SEK 250 per child"),
        ("omsättning 88 (81) MSEK", "turnover of SEK 88 million (81)"),
        ("Den kostar 0 kronor", "It is free"),
    ],
    "the ends of a range share their unit": [
        ("Det gick från 40 till 52 %", "It went from 40% to 52%"),
        ("5 % –10 %", "5% to 10%"),
    ],
    "parts can be said otherwise": [
        ("två tredjedelar", "two out of three"),
        ("2½", "two and a half"),
        ("var fjärde", "25 per cent"),
        ("fördubblades", "increased by 100 per cent"),
    ],
    "a length is the same in another unit": [
        ("18 månader", "a year and a half"),
        ("en timme och 20 minuter", "80 minutes"),
        ("i över 25 år", "for over a quarter of a century"),
        ("2–3 mil", "20–30 km"),
        ("varannan vecka", "every two weeks"),
    ],
    "a unit may be left out": [
        ("en 15-åring", "a boy aged 15"),
        ("ett års arbete, fem timmar om dagen", "a year's work, five hours a day"),
        ("De som är under 20 år", "The under-20s"),
        ("18 år men inte 21", "18 but not yet 21 may"),
    ],
    "ordinals, names and signs are numbers of their kind": [
        ("tjugoförsta", "twenty-first"),
        ("−5 pund", "−£5"),
        ("08-598 920 00", "+46 8 598 920 00"),
        ("COVID-19 och A4", "A4 and COVID-19"),
        ("kommun¹", "municipality¹"),
    ],
    "a year, a decade and a century have several names": [
        ("1990-talet", "the 1990s"),
        ("1800-talet", "the 19th century"),
        ("2016/17", "2016–2017"),
    ],
    "turns of speech have no numbers": [
        ("tusen tack till civilsamhället", "many thanks to the third sector")
    ],
    "the order does not matter": [
        ("Av 300 svar kom 120 härifrån", "120 of the 300 replies came from here")
    ],
    "a date can be written in many ways": [
        ("den 31 december 2016", "31 December 2016"),
        ("2016-12-31", "Saturday, 31 Dec. 2016"),
        ("den sista mars", "31 March"),
        ("Den 20 maj hade 2 000 namn", "On May 20, 2,000 names had"),
    ],
    "the ends of a period share month and year": [
        ("1 juli 2022–30 juni 2023", "1 July 2022 to 30 June 2023"),
    ],
    "a short date is read by its language": [
        ("senast den 15/9", "by 15 September"),
        ("3/10–5/10 2021", "3–5 October 2021"),
    ],
    "weekdays and months may be left out": [
        ("på måndag", "next week"),
        ("Det kan hända", "May happen"),
    ],
    "a clock time can be written in many ways": [
        ("kl. 9–16.30", "9 am–4.30 pm"),
        ("tid: 13–16", "time: 1–4 pm"),
        ("kl. 00.30", "12.30 am"),
        ("midnatt", "12 am"),
        ("halv tre", "half past two"),
        ("klockan åtta på kvällen", "8 pm"),
    ],
    "a place in a law has either notation": [
        ("artikel 6.1 f", "point (f) of Article 6(1)"),
        ("artiklarna 3.1, 12.2 och 34 a", "Articles 3(1), 12(2) and 34(a)"),
        ("prop. 2016/17:23", "Govt Bill 2016/17:23"),
    ],
}
OTHER: dict[str, Pairs] = {
    "a decimal sign is no sign of thousands": [("133 000 visningar", "133.000 views")],
    "another number, in words as well": [
        ("Vi fick elva svar", "We got nine replies"),
        ("Barnen fick hjälp", "Half of the children received help"),
        ("Av 1 812 anmälningar", "Of 1,812 1,812 reports"),
    ],
    "another scale": [
        ("3 biljoner", "3 billion"),
    ],
    "another part or multiple": [("hälften", "a third"), ("dubblerades", "tripled")],
    "another unit, or none": [
        ("3 procent", "3 percentage points"),
        ("100 kronor", "100"),
        ("5 100 liter vatten", "5,100 cubic metres of water"),
    ],
    "another ordinal, name or sign": [
        ("för första gången", "for the second time"),
        ("del IV", "Part VI"),
        ("3–2 efter 0–2", "3–2 after 3–0"),
        ("kommun¹", "municipality²"),
        ("1800-talet", "the 18th century"),
    ],
    "a change that is turned round": [
        ("Det gick från 40 till 52", "It went from 52 to 40"),
        ("2 % över 10 000 kr, 3 % över 25 000 kr", "3% over SEK 10,000, 2% over SEK 25,000"),
        ("Den minskade med 20 procent", "It fell to 20 per cent"),
        ("4,2 miljoner 2019, 3,6 miljoner 2018", "in 2019 3.6 million, 4.2 million in 2018"),
    ],
    "a bound that is turned round": [
        ("Fler än 80 skolor", "Fewer than 80 schools"),
        ("Inte mer än 20 barn", "At least 20 children"),
        ("18 år eller äldre", "18 or younger"),
        ("Kostnaden låg under 10 procent", "The cost was over 10 per cent"),
    ],
    "another time that something is counted in": [
        ("980 timmar i månaden", "980 hours a year"),
        ("12 000 kr per år", "SEK 12,000 a month"),
    ],
    "another day, month or year": [
        ("den sista mars", "30 March"),
        ("Vi såg dem", "We saw them in May"),
        ("10 och 12 mars, 5 maj", "10 March and 5 March, 12 May"),
        ("på måndag", "on Tuesday"),
    ],
    "another clock time": [
        ("kl. 14.30", "2.30 am"),
        ("klockan åtta på kvällen", "8 am"),
    ],
    "another place in a law": [
        ("artiklarna 19.1 och 34.2", "Articles 19(2) and 34(1)"),
        ("8 kap. i lagen om skydd, 3 §", "Chapter 3 of the law on protection, Section 8"),
    ],
}


@pytest.mark.parametrize("rule", SAME)
def test_what_says_the_same_has_no_fault(rule: str) -> None:
    assert [pair for pair in SAME[rule] if not is_same(*pair)] == []


@pytest.mark.parametrize("rule", OTHER)
def test_what_says_something_else_is_a_fault(rule: str) -> None:
    assert [pair for pair in OTHER[rule] if not differs(*pair)] == []


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("3 procentenheter", "3 per cent"),
        ("100 kr", "€100"),
        ("120 mil", "120 kilometres"),
        ("en treårig satsning", "a three-month initiative"),
        ("en 24-timmarsjour", "a 24-day helpline"),
        ("var tredje månad", "every three weeks"),
        ("10 GB", "10 MB"),
    ],
)
def test_another_unit_with_the_same_number_is_said_to_be_one(swedish: str, english: str) -> None:
    assert codes(swedish, english) == ["unit_changed"]
    assert differs(swedish, english)


def test_days_keep_their_months() -> None:
    assert set(codes("3 mars och 5 maj", "5 March and 3 May")) == {"number_changed"}


def test_a_short_date_is_read_by_the_country() -> None:
    assert not faults_of("den 3/10 2021", "on 10/3 2021", "sv", "en-us")


def test_a_fault_names_the_words_of_both_texts() -> None:
    assert faults_of("98,6 % svarade", "96.8% replied", "sv", "en") == [
        Fault("number_changed", "98,6 %", "96.8%")
    ]
    assert faults_of("Se 133 000", "See", "sv", "en") == [Fault("number_missing", "133 000")]
    assert faults_of("Se", "See 5", "sv", "en") == [Fault("number_added", translation="5")]


@pytest.mark.parametrize(
    ("language", "same", "count", "share"),
    [
        ("en", "one pupil in five", "five pupils", "5% of pupils"),
        ("de", "jeder fünfte Schüler", "fünf Schüler", "5 % der Schüler"),
        ("fi", "joka viides oppilas", "viisi oppilasta", "5 % oppilaista"),
        ("nb", "hver 5. elev", "fem elever", "5 % av elevene"),
        ("da", "en af fem elever", "fem elever", "5 % af eleverne"),
    ],
)
def test_one_in_so_many_is_a_share(language: str, same: str, count: str, share: str) -> None:
    for swedish in ("var femte elev", "20 % av eleverna", "en femtedel av eleverna"):
        assert not faults_of(swedish, same, "sv", language)
    for other in (count, share):
        (fault,) = faults_of("var femte elev", other, "sv", language)
        assert fault.code == "number_changed" and fault.certain


@pytest.mark.parametrize(
    ("language", "same", "other", "to", "turned"),
    [
        ("en", "at least 250 families", "up to 250 families", "fell to 25%", "is 25% higher"),
        (
            "de",
            "mindestens 250 Familien",
            "höchstens 250 Familien",
            "sank auf 25 %",
            "stieg um 25 %",
        ),
        ("fi", "vähintään 250 perhettä", "alle 250 perhettä", "laski 25 prosenttiin", "nousi 25 %"),
        ("nb", "minst 250 familier", "knapt 250 familier", "sank til 25 %", "økte med 25 %"),
        ("da", "mindst 250 familier", "knap 250 familier", "faldt til 25 %", "er 25 % højere"),
    ],
)
def test_what_is_turned_round_is_perhaps_wrong(
    language: str, same: str, other: str, to: str, turned: str
) -> None:
    assert not faults_of("drygt 250 familjer", same, "sv", language)
    fell = "minskade med 25 procent"
    for source, target in (("drygt 250 familjer", other), (fell, to), (fell, turned)):
        (fault,) = faults_of(source, target, "sv", language)
        assert fault.code == "direction_changed" and not fault.certain


def test_numbers_in_each_others_place_are_said_to_be_swapped() -> None:
    swapped = "45 reports in May and 48 in June"
    found = faults_of("48 tips i maj och 45 i juni", swapped, "sv", "en")
    assert found == [Fault("numbers_swapped", "48", "45", certain=False)]


@pytest.mark.parametrize(
    ("language", "same", "other"),
    [
        ("fr", "3 millions, deux de nos 12", "4 millions, deux de nos 12"),
        ("fr", "3 millions, deux de nos douze", "3 milliards, deux de nos 13"),
        ("ar", "٣ ملايين، ١٢", "٤ ملايين، ١٢"),
    ],
)
def test_of_a_language_that_is_not_known_no_word_is_certain(
    language: str, same: str, other: str
) -> None:
    swedish = "3 miljoner, två av våra 12"
    assert not any(fault.certain for fault in faults_of(swedish, same, "sv", language))
    found = faults_of(swedish, other, "sv", language)
    assert found and not any(fault.certain for fault in found)


def test_of_a_language_that_is_not_known_digits_are() -> None:
    for same, other in (("4 300", "3 400"), ("٤٬٣٠٠", "٣٬٤٠٠")):
        assert not faults_of("4 300", same, "sv", "ar")
        assert [fault.certain for fault in faults_of("4 300", other, "sv", "ar")] == [True]


def test_every_number_of_a_long_text_finds_its_own() -> None:
    numbers = "; ".join(str(number) for number in range(2, 200))
    assert is_same(numbers, numbers)
    assert codes(numbers, numbers.replace("; 150;", ";")) == ["number_missing"]


def test_of_more_numbers_than_a_person_writes_only_the_digits_are_compared() -> None:
    assert codes("1 " * 4000, "1 " * 4000) == []
    assert codes("1 " * 4000 + "7", "1 " * 4000) == ["number_missing"]
    assert codes("½" * 4000, "½" * 4000 + "¼") == ["number_added"]
    # One of more digits is no number, but has to stay.
    assert is_same(f"Nr {'9' * 50}", f"No. {'9' * 50}")
    assert differs(f"Nr {'9' * 50}", f"No. {'9' * 51}")


def test_a_number_of_a_law_is_the_same_however_its_paragraph_is_written() -> None:
    swedish = "Artikel 6.1 gäller i 30 dagar."
    for code, translation in (
        ("en", "Article 6(1) applies for 30 days."),
        ("de", "Artikel 6 Absatz 1 gilt 30 Tage."),
        ("de", "Artikel 6 Abs. 1 gilt 30 Tage."),
        ("da", "Artikel 6, stk. 1, gælder i 30 dage."),
    ):
        assert not faults_of(swedish, translation, "sv", code)
        assert faults_of(swedish, translation.replace("6", "7"), "sv", code)
    assert not faults_of("Artikel 6, punkt 1", "Artikel 6 Absatz 1", "sv", "de")
    assert isinstance(faults_of("9" * 5000 + " Absatz 1", "", "de", "sv"), list)


@pytest.mark.parametrize(
    "placeholder", ["{name}", "{0}", "%(name)s", "%s", "%d", "{{ name }}", "${name}"]
)
def test_placeholders_are_kept(placeholder: str) -> None:
    assert is_same(f"Hej {placeholder}!", f"Hello {placeholder}!")
    assert codes(f"Hej {placeholder}!", "Hello!") == ["placeholder"]
    assert codes("Hej!", f"Hello {placeholder}!") == ["placeholder"]


@pytest.mark.parametrize(
    "address",
    ["a@example.org", "https://example.org/a/1?b=2", "www.example.se", "Example.org/12", "@a_se"],
)
def test_addresses_are_kept(address: str) -> None:
    assert is_same(f"Se {address}.", f"See {address}, please")
    assert codes(f"Se {address}.", "See us.") == ["address"]
    assert codes(f"Se {address}", "See other@example.net") == ["address"]


LINKS = '<a id="a1">Ett</a> och <a id="a2">två</a>'


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("Hej {{ name }}", "Hello {{name}}"),
        ("100 % stöd", "100% support"),
        ("Följ #EttNät2016", "Follow #EttNät2016"),
        ("#1 i Sverige", "#1 in Sweden"),
        ("https://www.example.se/", "example.se"),
        # A bracket is part of an address that has opened it.
        ("https://example.org/a_(b).", "https://example.org/a_(b)"),
        ("t.ex. bl.a. m.m. Nu.Se", "e.g. i.a. etc. Nu.Se"),
        (LINKS, '<a id="a2">Two</a> and <a id="a1">one</a>'),
        ("<b>12</b> visningar", "<strong>12</strong> views"),
        # Tags and entities are no part of a number.
        ("<b>1</b>33&nbsp;000 &amp; 5", "<b>133</b>,000 &amp; 5"),
        ("12<br>13", "12<br>13"),
        ("133<sup>1</sup>", "133<sup>1</sup>"),
        ("&lt;b&gt; 5", "&lt;b&gt; 5"),
    ],
)
def test_what_is_kept_otherwise_has_no_fault(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english", "code"),
    [
        ("Följ #EttNät2016", "Follow #OneNet2016", "hashtag"),
        ("https://example.org/a_(b)", "https://example.org/a_(b", "address"),
        # The target of a link is an address too.
        ('<a href="https://a.se/a">Läs</a>', '<a href="https://a.se/b">Read</a>', "address"),
        (LINKS, '<a id="a1">One</a> and <a id="a1">two</a>', "link_mixed_up"),
        ("<b>12</b> <i>visningar</i>", "<b>12 views", "markup"),
        ("<b>12</b> <i>visningar</i>", "12</b> views", "markup"),
        ("<b>12</b> <i>visningar</i>", "<u>12</u> views", "markup"),
        ("133<sup>1</sup>", "133<sup>2</sup>", "number_changed"),
    ],
)
def test_what_is_another_thing_is_a_fault(swedish: str, english: str, code: str) -> None:
    assert codes(swedish, english) == [code]


def test_links_are_counted_and_emphasis_may_be_dropped() -> None:
    found = faults_of(LINKS, '<a id="a1">One</a> and two', "sv", "en")
    assert found == [Fault("link_count", "2", "1")]
    assert not codes("<i>12</i> visningar", "12 views")
    assert not codes("133<sup>1</sup>", "133¹")
