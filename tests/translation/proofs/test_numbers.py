"""Numbers are read by the rules of each language, in digits and in words."""

import pytest

from results.translation.proofs import Fault, faults_of

from .saying import codes, differs, is_same


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", "&nbsp;", "&#8239;"])
def test_any_space_groups_thousands(space: str) -> None:
    assert is_same(f"133{space}000 visningar", "133,000 views")
    assert is_same(f"133{space}000 visningar", f"133{space}000 views")


def test_a_decimal_sign_is_no_sign_of_thousands() -> None:
    assert differs("133 000 visningar", "133.000 views")
    assert differs("133,000 visningar", "133,000 views")
    assert is_same("1.500 kr", "SEK 1,500")


@pytest.mark.parametrize("english", ["98.6 per cent", "98.6%", "98.6 percent", "98.6 %"])
def test_per_cent_can_be_written_in_many_ways(english: str) -> None:
    assert is_same("98,6 %", english)
    assert is_same("98,6 procent", english)


def test_per_cent_are_no_percentage_points() -> None:
    assert is_same("3 procentenheter", "3 percentage points")
    assert codes("3 procentenheter", "3 per cent") == ["unit_changed"]
    assert differs("3 procent", "3 percentage points")


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("elva", "eleven"),
        ("elva", "11"),
        ("noll", "zero"),
        ("tjugofem", "twenty-five"),
        ("fyrtiotvå", "42"),
        ("tvåhundrafemtio", "two hundred and fifty"),
        ("trettontusen", "thirteen thousand"),
        ("två tusen", "2,000"),
        ("ettusen tvåhundra", "one thousand two hundred"),
        ("sextonåring", "16-year-old"),
        ("femårsplan", "five-year plan"),
    ],
)
def test_numbers_in_words_are_read(swedish: str, english: str) -> None:
    assert is_same(f"Vi fick {swedish} svar", f"We got {english} replies")
    assert differs(f"Vi fick {swedish} svar", "We got nine replies")


def test_one_is_never_missed() -> None:
    assert is_same("En av oss såg ett barn", "A child was seen by us")
    assert is_same("Barn ska synas", "One child or a grown-up")
    assert is_same("en av fem", "1 in 5")
    assert differs("en av fem", "one in six")


def test_sex_is_six_only_where_it_is_not_sex() -> None:
    assert is_same("köp av sex", "purchase of sex")
    assert is_same("sex barn", "six children")
    assert is_same("Tre av sex barn", "Three of six children")
    assert differs("sex barn", "seven children")


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("1,5 miljoner kronor", "SEK 1.5 million"),
        ("1,5 mkr", "SEK 1.5m"),
        ("1,5 MSEK", "1,500,000 kronor"),
        ("1 500 000 kr", "SEK 1.5 million"),
        ("2 miljarder", "2 billion"),
        ("2 mdr kr", "SEK 2bn"),
        ("en halv miljon", "500,000"),
        ("två och en halv miljon", "2.5 million"),
        ("650 tkr", "SEK 650,000"),
        ("2–3 miljoner", "2 million to 3 million"),
    ],
)
def test_scales_are_the_same_in_full(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("2 miljoner", "2 billion"),
        ("3 biljoner", "3 billion"),
        ("1,5 miljoner", "1.5"),
        ("miljontals", "billions of"),
        ("några hundra", "a few thousand"),
    ],
)
def test_another_scale_is_a_fault(swedish: str, english: str) -> None:
    assert differs(swedish, english)


def test_the_currency_is_kept() -> None:
    assert is_same("100 kr", "SEK 100")
    assert is_same("100 norska kronor", "NOK 100")
    assert codes("100 kr", "€100") == ["unit_changed"]
    assert differs("100 kronor", "100")


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("10–15 år", "10 to 15 years"),
        ("mellan 10 och 15 procent", "between 10% and 15%"),
        ("Det gick från 40 till 52 %", "It went from 40% to 52%"),
    ],
)
def test_the_ends_of_a_range_share_their_unit(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


def test_a_change_that_is_turned_round_is_a_fault() -> None:
    assert differs("Det gick från 40 till 52", "It went from 52 to 40")


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("en tredjedel", "a third"),
        ("två tredjedelar", "two out of three"),
        ("1/3", "one third"),
        ("tre fjärdedelar", "75%"),
        ("hälften", "50 per cent"),
        ("2½", "two and a half"),
        ("dubbelt", "twice"),
        ("ett tiotal", "about ten"),
        ("18 månader", "a year and a half"),
    ],
)
def test_parts_and_lengths_can_be_said_otherwise(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [("hälften", "a third"), ("dubblerades", "tripled"), ("två tredjedelar", "two in five")],
)
def test_another_part_is_a_fault(swedish: str, english: str) -> None:
    assert differs(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("3:e", "3rd"),
        ("den tolfte", "the 12th"),
        ("tjugoförsta", "twenty-first"),
        ("andra sidor", "other pages"),
        ("6 kap. 4 §", "Chapter 6, Section 4"),
        ("6 kap. 4 § och 6 kap. 5 §", "Chapter 6, Sections 4 and 5"),
        ("prop. 2016/17:23", "Govt Bill 2016/17:23"),
        ("lag (2010:1767)", "Act (2010:1767)"),
        ("del IV", "Part 4"),
        ("−5", "-5"),
        ("−5 pund", "−£5"),
        ("1990-talet", "the 1990s"),
        ("1800-talet", "the 19th century"),
        ("nittiotalet", "the nineties"),
        ("2016/17", "2016–2017"),
        ("08-598 920 00", "+46 8 598 920 00"),
        ("COVID-19 och A4", "A4 and COVID-19"),
        ("kommun¹", "municipality¹"),
        ("120 m²", "120 square metres"),
        ("en miljon trehundratusen", "1.3 million"),
    ],
)
def test_a_number_of_another_kind_is_the_same(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("3:e", "2nd"),
        ("för första gången", "for the second time"),
        ("del IV", "Part VI"),
        ("−5", "5"),
        ("1800-talet", "the 18th century"),
        ("2016/17", "2015–2016"),
        ("08-598 920 00", "+46 8 598 920 01"),
        ("192.0.2.1", "192.0.2.2"),
        ("kommun¹", "municipality²"),
        ("133 000 och 12 500", "133.000 and 12.500"),
    ],
)
def test_another_number_of_its_kind_is_a_fault(swedish: str, english: str) -> None:
    assert differs(swedish, english)


def test_turns_of_speech_have_no_numbers() -> None:
    assert is_same("tusen tack till civilsamhället", "many thanks to the third sector")


def test_a_dash_between_two_shares_is_no_minus() -> None:
    assert is_same("5 % –10 %", "5% to 10%")
    assert is_same("(−5)", "(-5)")


def test_the_order_does_not_matter() -> None:
    assert is_same("Av 300 svar kom 120 härifrån", "120 of the 300 replies came from here")


def test_a_fault_names_the_words_of_both_texts() -> None:
    assert faults_of("98,6 % svarade", "96.8% replied", "sv", "en") == [
        Fault("number_changed", "98,6 %", "96.8%")
    ]
    assert faults_of("Se 133 000", "See", "sv", "en") == [Fault("number_missing", "133 000")]
    assert faults_of("Se", "See 5", "sv", "en") == [Fault("number_added", translation="5")]


def test_a_language_that_is_not_known_is_compared_by_its_digits() -> None:
    def is_same_in_finnish(finnish: str) -> bool:
        return not faults_of("elva av 133 000, 1,5 miljoner", finnish, "sv", "fi")

    assert is_same_in_finnish("yksitoista 133 000:sta, 1,5 miljoonaa")
    assert is_same_in_finnish("yksitoista 133.000:sta, 1.5 miljoonaa")
    assert not is_same_in_finnish("yksitoista 134 000:sta, 1,5 miljoonaa")
