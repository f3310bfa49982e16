"""Rules of whom a site asks for figures besides the rules: what the document does not say counts for nothing."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, ClassVar

import pytest
from pytest_django import Settings

from results.importing import suggesting
from results.importing.checks import check_suggesters
from results.importing.document import Document, Suggestion
from results.importing.keeping import packed, unpacked
from results.importing.planning import Pile, Plan, PlannedFigure, pile_of, plan_document
from results.importing.reading import read_document
from results.importing.reporting import as_json
from results.importing.suggesting import ask
from tests.importing.admin.importer import Importer, Review

TEXT = """\
# Our results

It was £450,000.

## The hotline

We reviewed 6,558 reports. The target was 7,000 reports. 1,100 came from abroad.

## Schools

Every third pupil took part, at 12 schools.
"""


class Colleague:
    """Proposes a label, a role, another year, and what the rules leave in the text."""

    name = "Colleague"

    def suggest(self, document: Document) -> Iterator[Suggestion]:
        """Return figures of the document."""
        assert "The hotline" in document.text
        yield Suggestion("1,100 came from abroad", "1100", label="reports from other countries")
        yield Suggestion("6,558 reports", "6558", role="goal")
        yield Suggestion("7,000 reports", "7000", role="result", label="reports hoped for")
        yield Suggestion("at 12 schools", "12", label="schools", period="2015", reason="Counted.")
        yield Suggestion("£450,000", "450000", "GBP", label="raised")


class Inventor:
    """Proposes what is not there."""

    name = "Inventor"

    def suggest(self, document: Document) -> Iterator[Suggestion]:
        """Return no figure of the document."""
        yield Suggestion("6,558 reports", "6559")
        yield Suggestion("6,558 reports", "6558", unit="percent")
        yield Suggestion("558 reports", "558")
        yield Suggestion("9,999 reports", "9999")
        yield Suggestion("", "6558")
        yield Suggestion("6,558 reports", "many", unit="sheep", role="king", period="never")


class Failing:
    """Raises after its first."""

    name = "Failing"

    def suggest(self, document: Document) -> Iterator[Suggestion]:
        """Raise."""
        yield Suggestion("at 12 schools", "12")
        raise RuntimeError("no answer")


class Nonsense:
    """Answers with something else."""

    name = "Nonsense"

    def suggest(self, document: Document) -> Any:
        """Return what is no suggestion."""
        return ["12 schools"]


class Hanging:
    """Never answers."""

    name = "Hanging"

    def suggest(self, document: Document) -> Iterator[Suggestion]:
        """Wait for ever."""
        Event().wait(5)
        yield Suggestion("at 12 schools", "12")


def planned(*suggesters: type, settings: Settings) -> Plan:
    """What is to become of the text where the site asks these."""
    settings.WAGTAIL_RESULTS = {
        "IMPORT_SUGGESTERS": [f"{__name__}.{s.__name__}" for s in suggesters]
    }
    document = read_document(TEXT.encode(), "a.md", "en")
    ask(document)
    return plan_document(unpacked(packed(document)), "en", 2016)


def by_value(plan: Plan) -> dict[int, PlannedFigure]:
    return {int(one.found.value): one for one in (*plan.figures(), *plan.doubtful)}


def test_labels_and_roles_are_free_and_say_who_proposed_them_and_nothing_is_ticked_by_them(
    settings: Settings,
) -> None:
    usual = by_value(planned(settings=settings))
    assert pile_of(usual[6558]) is Pile.READY
    plan = planned(Colleague, settings=settings)
    found = by_value(plan)
    assert found[1100].found.label == "reports from other countries"
    assert {found[value].proposed_by for value in (1100, 6558, 7000, 12)} == {"Colleague"}
    assert [pile_of(found[value]) for value in (6558, 7000, 12, 450_000)] == [
        *(Pile.UNLIKELY, Pile.UNLIKELY, Pile.LOOK, Pile.LOOK),
    ]
    assert found[450_000].found.label == "raised"
    assert found[12].days and found[12].days[0].year == 2015
    assert "Colleague does not take it for a result." in found[6558].found.reason
    told = {one["value"]: one["proposed_by"] for one in as_json(plan)["figures"]}
    assert told["6558"] == "Colleague"
    assert not plan.notices


def test_what_does_not_stand_where_it_is_said_to_is_dropped_and_counted(settings: Settings) -> None:
    usual, plan = planned(settings=settings), planned(Inventor, settings=settings)
    assert by_value(plan).keys() == by_value(usual).keys()
    assert plan.notices == [
        "6 figures that Inventor proposed are left out: the document does not have those numbers at "
        "those places."
    ]


def test_one_that_is_nowhere_is_named_by_a_check_and_told_of_in_the_review(
    settings: Settings,
) -> None:
    assert check_suggesters(None) == []
    settings.WAGTAIL_RESULTS = {"IMPORT_SUGGESTERS": ["nowhere.Ledger"]}
    (message,) = check_suggesters(None)
    assert (message.id, "nowhere.Ledger" in message.msg) == ("results_importing.E002", True)
    ask(document := read_document(TEXT.encode(), "a.md", "en"))
    assert document.notices == [
        "A program of the site could not be asked for figures. What the rules have found stands."
    ]


@pytest.mark.parametrize("broken", [Failing, Nonsense, Hanging])
def test_one_that_fails_is_told_of_and_the_others_and_the_rules_go_on(
    broken: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "SECONDS", 0.2)
    plan = planned(broken, Colleague, settings=settings)
    assert plan.notices == [
        f"{broken.name} could not be asked for figures. What the rules have found stands."
    ]
    assert by_value(plan)[1100].proposed_by == "Colleague"


@pytest.mark.django_db
def test_the_review_says_who_proposed_what_and_asks_nobody_again(
    importer: Importer, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"IMPORT_SUGGESTERS": [f"{__name__}.Colleague"]}
    review = importer.review(content=TEXT, name="a.md")
    settings.WAGTAIL_RESULTS = {}
    for shown in (review, Review(importer, review.address)):
        assert "Proposed by Colleague." in shown.said


class Provider(BaseHTTPRequestHandler):
    """Plays a provider of models of language that speaks as OpenAI's does."""

    asked: ClassVar[list[Any]] = []
    answer = ""

    def do_POST(self) -> None:
        """Answer with the text."""
        self.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        message = {"role": "assistant", "content": self.answer}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        told = {"id": "1", "object": "chat.completion", "created": 1, "model": "played"}
        body = json.dumps({**told, "choices": [choice]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings: Settings) -> Iterator[type[Provider]]:
    """A site whose wagtail-ai asks the provider."""
    Provider.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/v1"
        played = {"provider": "openai", "model": "played", "api_key": "k", "api_base": address}
        settings.WAGTAIL_AI = {"PROVIDERS": {"default": played}}
        yield Provider
        server.shutdown()


def test_a_model_of_language_is_asked_through_wagtail_ai_and_believed_no_further(
    provider: type[Provider], settings: Settings
) -> None:
    entries = [
        {"place": "1,100 came from abroad", "value": "1100", "label": "reports from abroad"},
        {"place": "9,999 reports", "value": "9999"},
    ]
    provider.answer = f"Here you are:\n```json\n{json.dumps(entries)}\n```"
    settings.WAGTAIL_RESULTS = {"IMPORT_SUGGESTERS": ["results.importing.language_model.WagtailAI"]}
    document = read_document(TEXT.encode(), "a.md", "en")
    ask(document)
    plan = plan_document(document, "en", 2016)
    (asked,) = provider.asked
    assert asked["messages"][1]["content"] == document.text
    assert by_value(plan)[1100].found.label == "reports from abroad"
    assert by_value(plan)[1100].proposed_by == "The language model"
    assert len(plan.notices) == 1

    provider.answer = "I cannot help with that."
    ask(document := read_document(TEXT.encode(), "a.md", "en"))
    assert [str(notice) for notice in document.notices] == [
        "The language model could not be asked for figures. What the rules have found stands."
    ]
