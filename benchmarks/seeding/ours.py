"""The demo's page types, with an edition as blocks of the plugin."""

import json
from typing import Any
from uuid import uuid4

from wagtail.models import ReferenceIndex

from benchmarks.seeding.content import Edition
from benchmarks.seeding.forest import Family
from home.models import HomePage, InformationPage
from results.models import ResultsIndexPage, ResultsPage


def _block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid4()), "value": value}


def _campaign(figures: list[dict[str, Any]], links: list[dict[str, Any]], **piece: Any) -> Any:
    stats = [_block("stat", **figure, unit="number", qualifier="exact") for figure in figures]
    return _block(
        "campaign", **piece, stats=stats, links=[_block("link", **link) for link in links]
    )


def _body(edition: Edition) -> str:
    body = [_campaign(**piece) for piece in edition.pieces]
    if edition.sharing:
        channels = ["facebook", "linkedin", "email"]
        body.append(_block("share", **edition.sharing, channels=channels))
    return json.dumps(body)


FAMILY = Family(HomePage, InformationPage, ResultsIndexPage, ResultsPage, _body)


def finish(edition: int) -> None:
    """Note what this edition refers to, as saving it would have done."""
    ReferenceIndex.create_or_update_for_object(ResultsPage.objects.get(pk=edition))
