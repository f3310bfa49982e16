"""A page whose stored data is damaged is shown without the damaged part, and the editor is told."""

import json
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client

from wagtail.models import Page

import pytest

from results.findings import Finding, findings_of
from results.models import ResultsPage
from results.reading import PageReading
from tests.api.building import Edition, make_edition
from tests.factories import block, good_body

pytestmark = pytest.mark.django_db

V2, V3 = "/api/v2/pages/", "/api/v3-preview/pages/"
STAT = {"value": "5", "label": "reports"}
SOUND = block("quote", "sound", quote="Sound words")


def link(**target: Any) -> dict[str, Any]:
    """A text whose only link leads there."""
    return block("text", "t", text="", links=[block("link", "l", text="A link", **target)])


def store(page: ResultsPage, body: str) -> None:
    """Write the JSON into the database, past everything that looks at it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE results_resultspage SET body = %s WHERE page_ptr_id = %s", [body, page.pk]
        )


def stored(page: ResultsPage) -> str:
    """The JSON in the database as it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CAST(body AS text) FROM results_resultspage WHERE page_ptr_id = %s", [page.pk]
        )
        return str(cursor.fetchone()[0])


def read_anew(page: ResultsPage) -> ResultsPage:
    return ResultsPage.objects.get(pk=page.pk)


def warnings(page: ResultsPage) -> list[Finding]:
    """The findings about damage of the page as it is read from the database."""
    found = findings_of(read_anew(page))
    return [finding for finding in found if finding.code == "data_damaged"]


@pytest.fixture
def edition() -> Edition:
    """The edition in both languages."""
    return make_edition()


def test_page_index_and_apis_answer_with_the_rest(edition: Edition) -> None:
    page = edition.swedish
    visitor = Client(raise_request_exception=False)
    for damaged in (
        None,
        {"type": "stat"},
        block("text", "d", text=5),
        block("text", "d", text='<p><embed embedtype="image" id="abc"/></p>'),
        block("campaign", "d", heading="h", stats="abc"),
        block("stat", "d", **STAT, decimals="abc"),
        block("stat", "d", **STAT, period_end=5),
        link(url="http://["),
        block("image", "d", image=5000 * "9"),
        block("share", "d", heading="h", channels=[{}]),
    ):
        store(page, json.dumps([damaged, SOUND]))
        for address in (page.url, f"{V2}{page.pk}/", f"{V3}{page.pk}/"):
            answer = visitor.get(address)
            assert answer.status_code == 200, (address, damaged)
            assert "Sound words" in answer.text, (address, damaged)
        assert visitor.get(edition.index.url).status_code == 200, damaged


def test_a_body_that_is_no_stream_is_an_empty_one(edition: Edition) -> None:
    page = edition.swedish
    visitor = Client(raise_request_exception=False)
    addresses = [page.url, edition.index.url, f"{V2}{page.pk}/", f"{V3}{page.pk}/"]
    for body in ("[[]]", "5", "{}", '{"a": 1}', '"text"', '[["stat", {}]]', "null"):
        store(page, body)
        assert [visitor.get(address).status_code for address in addresses] == 4 * [200], body


def test_a_stream_that_code_assembles_is_taken_as_it_is() -> None:
    page: Any = ResultsPage(body=[("quote", {"quote": "q", "name": "n"})])
    assert page.body[0].value["quote"] == "q"
    page.body = [{"type": "stat", "value": {"label": "x", "period_end": date(2016, 12, 31)}}]
    assert page.body[0].value["period_end"] == date(2016, 12, 31)


def test_what_python_cannot_read_stops_no_page_and_no_save_loses_it(edition: Edition) -> None:
    page = edition.swedish
    body = json.dumps([block("stat", "d", value="LONG", label="x"), SOUND])
    store(page, body.replace('"LONG"', 5000 * "9"))
    assert Client().get(page.url).status_code == 200
    assert "stream_unreadable" in {found.code for found in findings_of(read_anew(page))}
    read_anew(page).save()
    assert 5000 * "9" in stored(page)


def test_the_editor_is_told_where_something_was_left_out(edition: Edition) -> None:
    page = edition.swedish
    store(page, json.dumps([None, stat := block("stat", "d", **STAT, note=5), SOUND]))
    assert [(found.path, found.severity) for found in warnings(page)] == [
        (("body",), "warning"),
        (("body", stat["id"], "note"), "warning"),
    ]


def test_nothing_is_told_of_sound_data(edition: Edition) -> None:
    assert warnings(edition.swedish) == []


def test_the_database_keeps_what_is_damaged_until_somebody_saves(edition: Edition) -> None:
    page = edition.swedish
    store(page, json.dumps([None, *good_body()]))
    before = stored(page)
    Client().get(page.url)
    Client().get(f"{V3}{page.pk}/")
    assert stored(page) == before
    ResultsPage.objects.get(pk=page.pk).save()
    assert [item["type"] for item in json.loads(stored(page))] == ["text", "stats"]
    assert warnings(page) == []


def test_a_damaged_draft_opens_in_the_editor(edition: Edition, admin_client: Client) -> None:
    page = edition.swedish
    revision = page.save_revision()
    body = [block("stat", "d", **STAT, note=5), block("stat", "e", label="half \ud83d"), None]
    revision.content["body"] = json.dumps(body)
    revision.save()
    answer = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert answer.status_code == 200
    assert "half \\ufffd" in answer.content.decode() or "half \ufffd" in answer.content.decode()


@pytest.mark.parametrize(
    "embed",
    [
        '<embed embedtype="image" id="abc" alt=""/>',
        '<embed embedtype="image"/>',
        '<embed embedtype="media" url="https://youtu.be/x"/>',
        '<embed embedtype="unknown"/>',
        "<embed>",
        '<embed src="https://ecpat.se/"></embed>',
    ],
)
def test_nothing_is_embedded_in_a_text(embed: str) -> None:
    reading = PageReading([], language="sv", page=Page())
    assert reading.html(f"<p>a{embed}b</p>") == "<p>ab</p>"
