"""The empty figures of a draft are filled in from a sheet."""

import re
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

import pytest

from results.importing.errors import ImportRefused
from results.importing.sheet import Match, Row, fill, match, read_sheet
from results.models import ResultsPage
from results.models.next_edition import start_next_edition
from results.record.recording import record_left_over
from tests.factories import ResultsPageFactory, again, block
from tests.importing.bad_documents import encrypted_flag, with_sheet, workbook

pytestmark = pytest.mark.django_db
ROWS = [
    Row(2, "", "granskade tips", "6 700"),
    Row(3, "", "andel", "98,7 %"),
    Row(4, "", "visningar", "133 000"),
]
CSV = "Siffra;Värde\ngranskade tips;6 700\nandel;98,7 %\nvisningar;133 000\n"


def draft() -> Any:
    """Next year's edition: three figures without values."""
    figures = [("granskade tips", "6558", "number"), ("andel", "98.6", "percent")]
    figures.append(("visningar", "133000", "number"))
    content = [
        block("stat", label, label=label, value=value, unit=unit) for label, value, unit in figures
    ]
    before = ResultsPageFactory.create(content=content)
    # In tests nothing is ever committed, and no step follows.
    record_left_over(ResultsPage)
    return start_next_edition(before)


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("cp1252"),
        CSV.encode("utf-16"),
        CSV.replace(";", "\t").encode(),
        CSV.replace("\n", "\r\n").encode(),
        CSV.replace("Siffra", "What is counted").replace("Värde", "Value").encode(),
        ("Not;" + CSV.replace("\n", "\nx;")).encode(),
        workbook(("Siffra", "Värde"), *[(row.label, row.value) for row in ROWS]),
    ],
)
def test_a_sheet_is_read_as_swedish_and_english_programs_write_it(content: bytes) -> None:
    assert read_sheet(content, "sv") == ROWS


def test_a_comma_between_columns_leaves_the_decimal_point() -> None:
    content = b'Indicator,Value\nshare,98.7 %\nviews,"133,000"\n'
    assert [row[1:] for row in read_sheet(content, "en")] == [
        ("share", "", "98.7 %"),
        ("views", "", "133,000"),
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.987, "0.0%", "98,7 %"),
        (1234.5, "General", "1234,5"),
        (6700, "General", "6700"),
        (None, "General", ""),
    ],
)
def test_the_numbers_of_a_workbook_are_text_as_it_is_typed(
    value: Any, number_format: str, text: str
) -> None:
    content = workbook(("Siffra", "Värde"), ("andel", value), number_format=number_format)
    assert read_sheet(content, "sv")[0].value == text


SHEET = with_sheet(lambda xml: xml)
DATA = SHEET.find(b"sheet1.xml") + len("sheet1.xml")


def with_more(text: str) -> bytes:
    """A workbook with this text in another file."""
    return with_sheet(lambda xml: xml, "more", text)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (with_sheet(lambda xml: xml[:-20]), "not_read"),
        (encrypted_flag(SHEET), "not_read"),
        # Packed in a way that nobody knows.
        (re.sub(rb"(PK\x01\x02.{6}).", rb"\1c", SHEET, flags=re.DOTALL), "not_read"),
        # Not to be unpacked.
        (SHEET[:DATA] + b"\xff" * 9 + SHEET[DATA + 9 :], "not_read"),
        (with_more(" " * 21_000_000), "too_large"),
        (with_more("<sst>" + "<x:si/>" * 100_001), "too_large"),
        (with_more("<row>" + "<c />" * 100_001), "too_large"),
        # No more columns are read than anybody needs, whatever the file says of its width.
        (workbook(("Siffra", *[""] * 200, "Värde"), ("andel", *[""] * 200, 1)), "columns"),
        (b"", "columns"),
        (b"a;b\n1;2\n", "columns"),
        (b"V\xc3\xa4rde\n1\n", "columns"),
        (b"PK\x03\x04nonsense", "not_read"),
        (b"Siffra;V\xc3\xa4rde\n" + b"a;1\n" * 1_000_000, "too_large"),
        (workbook(*[("Siffra", "Värde")] * 2_002), "too_large"),
        (b"Siffra;V\xc3\xa4rde\n\0\0\xff\n", "not_text"),
    ],
)
def test_what_is_no_such_sheet_damaged_or_far_too_large_is_refused(
    content: bytes, code: str
) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_sheet(content, "sv")
    assert refused.value.code == code


def _found(value: str, label: str = "granskade tips", unit: str = "") -> Match:
    with translation.override("en"):
        return match(draft(), [Row(2, "", label, value)])[0]


@pytest.mark.parametrize(
    ("value", "label", "refusal", "doubt"),
    [
        ("6 700", " Granskade  TIPS", "", ""),
        ("över 6 700", "granskade tips", "", ""),
        ("6 700", "okända", "No figure of this edition", ""),
        ("många", "granskade tips", "not understood", ""),
        ("", "granskade tips", "Enter a number", ""),
        ("6 558", "granskade tips", "", "the same as before"),
        ("67 000", "granskade tips", "", "more than ten times"),
        ("98,7 %", "granskade tips", "", "another unit"),
    ],
)
def test_a_row_is_ready_or_says_what_is_to_be_looked_at(
    value: str, label: str, refusal: str, doubt: str
) -> None:
    found = _found(value, label)
    assert found.is_ready is (not refusal and not doubt)
    assert refusal in found.refusal
    assert doubt in " ".join(found.doubts)
    assert bool(found.refusal) == bool(refusal)


def test_two_rows_for_one_figure_and_two_figures_of_one_name_are_refused() -> None:
    page = draft()
    twice = match(page, [ROWS[0], ROWS[0]._replace(line=9)])
    assert [bool(found.refusal) for found in twice] == [False, True]
    page.body[1].value["label"] = "granskade tips"
    assert match(page, ROWS[:1])[0].refusal


def test_a_typed_value_is_never_replaced() -> None:
    page = draft()
    page.body[0].value["value"] = Decimal(1)
    page.save_revision()

    assert fill(again(page), ROWS, {2, 3, 4}) == 2

    figures = [bound.value["value"] for bound in again(page).get_latest_revision_as_object().body]
    assert figures == [Decimal(1), Decimal("98.7"), Decimal(133000)]


def test_an_editor_sees_the_rows_and_fills_in_those_that_are_ticked(admin_client: Client) -> None:
    page = draft()
    address = f"/admin/results/import/figures/{page.pk}/"
    assert address in admin_client.get(f"/admin/pages/{page.pk}/edit/").text
    sheet = SimpleUploadedFile("figures.csv", CSV.encode())

    shown = admin_client.post(address, {"sheet": sheet})

    assert [found.is_ready for found in shown.context["matches"]] == [True, True, False]
    assert page.get_latest_revision_as_object().body[0].value["value"] is None
    sent = {"rows": shown.context["rows"], "line": ["2", "3", "x", "9" * 5000]}
    answer = admin_client.post(address, sent)
    assert answer["Location"] == f"/admin/pages/{page.pk}/edit/"
    body = again(page).get_latest_revision_as_object().body
    assert [bound.value["value"] for bound in body] == [Decimal(6700), Decimal("98.7"), None]


def test_a_sheet_that_cannot_be_read_is_refused_beside_its_field(admin_client: Client) -> None:
    sheet = SimpleUploadedFile("figures.xlsx", b"PK nonsense")
    shown = admin_client.post(f"/admin/results/import/figures/{draft().pk}/", {"sheet": sheet})
    assert shown.context["form"].errors["sheet"]


def test_rows_that_somebody_has_changed_are_not_taken(admin_client: Client) -> None:
    page = draft()
    address = f"/admin/results/import/figures/{page.pk}/"
    assert admin_client.post(address, {"rows": "x", "line": "2"})["Location"] == address
    assert page.get_latest_revision_as_object().body[0].value["value"] is None


@pytest.mark.parametrize(
    ("options", "count", "said"),
    [
        ({}, 2, "2 av 3 rader fylldes i."),
        ({"all": True}, 3, "3 av 3 rader fylldes i."),
        ({"dry_run": True}, 0, "2 av 3 rader skulle fyllas i."),
    ],
)
def test_the_command_fills_in_what_nobody_needs_to_look_at(
    options: dict[str, bool], count: int, said: str, tmp_path: Path
) -> None:
    page, file, out = draft(), tmp_path / "figures.csv", StringIO()
    file.write_text(CSV)

    call_command("fill_figures", str(file), edition=page.pk, stdout=out, **options)

    body = again(page).get_latest_revision_as_object().body
    assert sum(bound.value["value"] is not None for bound in body) == count
    *rows, last = out.getvalue().splitlines()
    assert [row[0] for row in rows].count("+") == (count or 2)
    assert (len(rows), last) == (3, said)


@pytest.mark.parametrize(
    ("content", "options"),
    [("a;b\n", {}), (CSV, {"edition": 0}), (CSV, {"user": "nobody"}), (None, {})],
)
def test_the_command_says_what_it_cannot_take(
    content: str | None, options: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "figures.csv"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CommandError) as refused:
        call_command("fill_figures", str(file), **{"edition": draft().pk} | options)
    assert refused.value.returncode == 2
