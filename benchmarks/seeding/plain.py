"""The baseline's page types, with an edition as blocks of its own."""

import json
from typing import Any
from uuid import uuid4

from wagtail.models import Site

from benchmarks.plain.models import EditionPage, Footer, HomePage, IndexPage, TextPage
from benchmarks.seeding.content import WORDS, Edition, Figure, Link, Piece
from benchmarks.seeding.forest import Family


def _item(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "item", "id": str(uuid4()), "value": value}


def _figure(figure: Figure) -> dict[str, Any]:
    return _item(
        {
            "value": str(figure.value),
            "label": figure.label,
            "qualifier": "exact",
            "unit": "number",
        }
    )


def _link(link: Link) -> dict[str, Any]:
    return _item({"text": link.text, "page": link.page, "url": link.url})


def _work(piece: Piece) -> dict[str, Any]:
    value = {
        "heading": piece.heading,
        "hashtag": piece.hashtag,
        "text": piece.text,
        "figures": [_figure(figure) for figure in piece.figures],
        "links": [_link(link) for link in piece.links],
    }
    return {"type": "work", "id": str(uuid4()), "value": value}


def edition_fields(edition: Edition) -> dict[str, Any]:
    """The edition as the body of an EditionPage."""
    body = [_work(piece) for piece in edition.pieces]
    if edition.sharing:
        heading, text = edition.sharing
        value = {"heading": heading, "text": text, "channels": ["facebook", "linkedin", "email"]}
        body.append({"type": "sharing", "id": str(uuid4()), "value": value})
    return {"body": json.dumps(body)}


def finish(site: Site) -> None:
    """Write the line of the footer."""
    Footer.objects.create(site=site, text=WORDS["sv"]["footer"])


FAMILY = Family(HomePage, TextPage, IndexPage, EditionPage, edition_fields, finish)
