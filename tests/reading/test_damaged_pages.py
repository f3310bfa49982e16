"""A page whose content cannot be read is shown without it, and nobody can save over it unknowingly."""

import json
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.utils.translation import override

from wagtail.models import Page

import pytest

from results.models import ResultsPage
from results.publishing import Refused
from results.reading import PageReading
from results.rules import issues_of
from tests.api.building import Edition
from tests.factories import again, block
from tests.publishing.forms import page_form_data

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


def refusals(page: ResultsPage) -> list[str]:
    """What refuses to save the page as it is read from the database."""
    found = again(page).get_refusals(publishing=False)
    return [str(each.message) for each in found if each.code == "stream_unreadable"]


@pytest.fixture
def edition(every_block: Edition) -> Edition:
    """The edition in both languages."""
    return every_block


UNREADABLE = (
    "5",
    '{"a": 1}',
    '[["stat", {}]]',
    *(
        json.dumps([damaged, SOUND])
        for damaged in (
            None,
            block("campaign", "d", heading="h", stats="abc"),
            block("stat", "d", **STAT, period_end=5),
            block("image", "d", image=5000 * "9"),
        )
    ),
)


def test_a_body_that_cannot_be_read_stops_neither_page_nor_api(edition: Edition) -> None:
    page = edition.swedish
    visitor = Client(raise_request_exception=False)
    others = [edition.index.url, f"{V2}{page.pk}/", f"{V3}{page.pk}/"]
    for body in UNREADABLE:
        store(page, body)
        answer = visitor.get(page.url)
        assert answer.status_code == 200, body
        assert "Sidans innehåll går inte att läsa." in answer.text, body
        assert [visitor.get(address).status_code for address in others] == 3 * [200], body


def test_dead_links_and_embeds_leave_the_rest_of_the_page(edition: Edition) -> None:
    page = edition.swedish
    embed = block("text", "d", text='<p><embed embedtype="image" id="abc"/></p>')
    for odd in (embed, link(url="http://[")):
        store(page, json.dumps([odd, SOUND]))
        for address in (page.url, f"{V2}{page.pk}/", f"{V3}{page.pk}/"):
            assert "Sound words" in Client().get(address).text, odd


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
    assert "stream_unreadable" in {found.code for found in issues_of(again(page))}
    again(page).save()
    assert 5000 * "9" in stored(page)


def test_whoever_saves_is_told_which_block_cannot_be_read(edition: Edition) -> None:
    page = edition.swedish
    assert refusals(page) == []
    store(page, json.dumps([SOUND, block("stat", "d", **STAT, note=5)]))
    with override("en"):
        assert refusals(page) == [
            "What is stored in “Figure” cannot be read. So that nothing is lost, "
            "nothing is saved. Choose an earlier version in the history of the page."
        ]
    with pytest.raises(Refused):
        again(page).save_revision()


def test_what_cannot_be_read_is_written_back_as_it_was(edition: Edition) -> None:
    page = edition.swedish
    for body in UNREADABLE:
        store(page, body)
        before = json.loads(stored(page))
        ResultsPage.objects.get(pk=page.pk).save()
        assert json.loads(stored(page)) == before, body


def test_the_editor_s_form_opens_and_replaces_what_cannot_be_read_by_an_earlier_version_only(
    edition: Edition, admin_client: Client
) -> None:
    page = edition.swedish
    whole, revision = page.save_revision(), page.save_revision()
    revision.content["body"] = body = json.dumps([block("stat", "d", **STAT, note=5), SOUND])
    revision.save()
    address = f"/admin/pages/{page.pk}/edit/"
    assert admin_client.get(address).status_code == 200

    data = page_form_data(page)
    answer = admin_client.post(address, data)
    assert "Det som är lagrat i ”Siffra” går inte att läsa." in answer.text
    assert page.get_latest_revision().content["body"] == body

    revert = f"/admin/pages/{page.pk}/revisions/{whole.pk}/revert/"
    admin_client.post(revert, data)
    assert len(again(page).get_latest_revision_as_object().body) == len(page.body)


def test_half_a_character_does_not_stop_the_editor_s_form(
    edition: Edition, admin_client: Client
) -> None:
    page = edition.swedish
    revision = page.save_revision()
    revision.content["body"] = json.dumps([block("stat", "e", label="half \ud83d")])
    revision.save()
    answer = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert answer.status_code == 200
    assert "half \\ufffd" in answer.content.decode() or "half \ufffd" in answer.content.decode()


@pytest.mark.parametrize(
    "embed",
    [
        '<embed embedtype="image" id="abc" alt=""/>',
        '<embed embedtype="media" url="https://youtu.be/x"/>',
        "<embed>",
        '<embed src="https://ecpat.se/"></embed>',
    ],
)
def test_nothing_is_embedded_in_a_text(embed: str) -> None:
    reading = PageReading([], language="sv", page=Page())
    assert reading.html(f"<p>a{embed}b</p>") == "<p>ab</p>"
