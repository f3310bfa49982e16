"""The baseline's page types, with an edition as blocks of its own."""

import json
from typing import Any
from uuid import uuid4

from wagtail.models import Site

from benchmarks.plain.models import EditionPage, Footer, HomePage, IndexPage, TextPage
from benchmarks.seeding.content import WORDS, Edition
from benchmarks.seeding.forest import Family


def _block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid4()), "value": value}


def _work(figures: list[dict[str, Any]], links: list[dict[str, Any]], **piece: Any) -> Any:
    items = [_block("item", **figure, unit="number", qualifier="exact") for figure in figures]
    return _block("work", **piece, figures=items, links=[_block("item", **link) for link in links])


def _body(edition: Edition) -> str:
    body = [_work(**piece) for piece in edition.pieces]
    if edition.sharing:
        channels = ["facebook", "linkedin", "email"]
        body.append(_block("sharing", **edition.sharing, channels=channels))
    return json.dumps(body)


FAMILY = Family(HomePage, TextPage, IndexPage, EditionPage, _body)


def finish(_edition: int) -> None:
    """Write the line of the footer."""
    Footer.objects.create(site=Site.objects.get(), text=WORDS["sv"]["footer"])
