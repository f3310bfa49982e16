"""Rules of `manage.py snapshots verify`."""

import json
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command
from django.test import Client

import pytest

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from tests.snapshots.operations.running import report, run

pytestmark = pytest.mark.django_db(transaction=True)


def spoil(**values: Any) -> None:
    """Change what is stored, past everything that watches."""
    assert Snapshot.objects.update(**values) == 1


def test_what_is_as_the_site_answers_is_the_same(client: Client, edition: ResultsPage) -> None:
    client.get(edition.url)
    client.get("/sitemap.xml")

    assert report("verify") == {"compared": 2, "same": 2, "changed": 0, "different": []}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"body": b"<!doctype html>old"}, ["differs: body"]),
        ({"gzip": b"broken"}, ["differs: gzip"]),
        ({"brotli": b"broken"}, ["differs: br"]),
    ],
)
def test_a_difference_is_told_and_ends_with_an_error(
    values: dict[str, Any], said: list[str], client: Client, edition: ResultsPage
) -> None:
    client.get(edition.url)
    spoil(**values)
    output = StringIO()

    with pytest.raises(CommandError, match="1 of 1 differ") as raised:
        call_command("snapshots", "verify", stdout=output, stderr=output)

    assert raised.value.returncode == 1
    for words in said:
        assert words in output.getvalue()


def test_a_page_that_shows_something_besides_the_database_is_told(
    client: Client, edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(edition.url)
    original = ResultsPage.serve

    def serve(page: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        response: Any = original(page, request, *args, **kwargs)
        response.render().content = b"another body"
        return response

    monkeypatch.setattr(ResultsPage, "serve", serve)
    output = StringIO()

    with pytest.raises(CommandError):
        call_command("snapshots", "verify", "--format", "json", stdout=output)

    (difference,) = json.loads(output.getvalue())["different"]
    assert (difference["part"], difference["at"], difference["fresh"]) == (
        "body",
        0,
        "another body",
    )


def test_a_header_that_differs_is_named(client: Client, edition: ResultsPage) -> None:
    client.get(edition.url)
    spoil(head=Snapshot.objects.get().head.replace("nosniff", "nosniffing"))
    output = StringIO()

    with pytest.raises(CommandError):
        call_command("snapshots", "verify", "--format", "json", stdout=output)

    (difference,) = json.loads(output.getvalue())["different"]
    assert difference["address"] == f"http://testserver{edition.url}"
    assert difference["part"] == "header x-content-type-options"
    assert (difference["stored"], difference["fresh"]) == ("nosniffing", "nosniff")


def test_what_changes_while_it_is_compared_is_no_difference(
    client: Client, edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(edition.url)
    original = ResultsPage.serve

    def serve(page: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(ResultsPage, "serve", original)
        page.title = "Another title"
        page.save_revision().publish()
        return page.serve(request, *args, **kwargs)

    monkeypatch.setattr(ResultsPage, "serve", serve)

    assert report("verify") == {"compared": 1, "same": 0, "changed": 1, "different": []}


def test_so_many_are_compared_as_are_asked_for(client: Client, edition: ResultsPage) -> None:
    for address in (edition.url, edition.get_parent().url, "/sitemap.xml"):
        client.get(address)

    assert report("verify", "--sample", "2")["compared"] == 2
    assert report("verify", "--sample", "2", "--all")["compared"] == 3


def test_what_is_old_is_not_compared(client: Client, edition: ResultsPage) -> None:
    client.get(edition.url)
    spoil(version=-2)

    assert report("verify")["compared"] == 0


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match=r"is no number of snapshots|expected one argument"):
        run("verify", "--sample", number)
