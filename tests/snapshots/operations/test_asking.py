"""Rules of the request by which an answer is made."""

from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse
from django.utils import timezone, translation

import pytest

from results.models import ResultsPage
from results.snapshots.rendering.requests import ask
from results.snapshots.serving.addresses import Address

pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_the_zone_nor_the_language_of_whoever_asks_is_in_the_answer(
    edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(page: ResultsPage, request: Any, *args: Any, **kwargs: Any) -> Any:
        seen.append(timezone.get_current_timezone_name())
        return original(page, request, *args, **kwargs)

    seen: list[str] = []
    original = ResultsPage.serve
    monkeypatch.setattr(ResultsPage, "serve", serve)

    with timezone.override("Asia/Tokyo"), translation.override("en"):
        _request, response = ask(Address("http", "localhost", str(edition.url)))

        assert timezone.get_current_timezone_name() == "Asia/Tokyo"
        assert translation.get_language() == "en"
    assert seen == [settings.TIME_ZONE]
    assert response.headers["Content-Language"] == "sv"


def test_a_site_that_chooses_no_language_answers_in_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(_handler: Any, _request: Any) -> HttpResponse:
        seen.append(translation.get_language())
        return HttpResponse()

    seen: list[str | None] = []
    monkeypatch.setattr(BaseHandler, "get_response", answer)

    with translation.override("en"):
        ask(Address("http", "localhost", "/"))

    assert seen == [settings.LANGUAGE_CODE]
