"""The demo's page types, with an edition as blocks of the plugin."""

import json
from typing import Any
from uuid import uuid4

from wagtail.models import ReferenceIndex, Site

from benchmarks.seeding.content import Edition, Figure, Link, Piece
from benchmarks.seeding.forest import Family
from home.models import HomePage, InformationPage
from results.models import ResultsIndexPage, ResultsPage


def _block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid4()), "value": value}


def _stat(figure: Figure) -> dict[str, Any]:
    return _block(
        "stat", value=str(figure.value), label=figure.label, unit="number", qualifier="exact"
    )


def _link(link: Link) -> dict[str, Any]:
    return _block("link", text=link.text, page=link.page, url=link.url)


def _campaign(piece: Piece) -> dict[str, Any]:
    return _block(
        "campaign",
        heading=piece.heading,
        hashtag=piece.hashtag,
        text=piece.text,
        stats=[_stat(figure) for figure in piece.figures],
        links=[_link(link) for link in piece.links],
    )


def edition_fields(edition: Edition) -> dict[str, Any]:
    """The edition as the body of a ResultsPage."""
    body = [_campaign(piece) for piece in edition.pieces]
    if edition.sharing:
        heading, text = edition.sharing
        channels = ["facebook", "linkedin", "email"]
        body.append(_block("share", heading=heading, text=text, channels=channels))
    return {"body": json.dumps(body)}


def finish(site: Site) -> None:
    """Nothing more is needed: the demo's footer has no setting."""


def index_references(keys: list[int]) -> None:
    """Note what these editions refer to, as saving them would have done."""
    for page in ResultsPage.objects.filter(pk__in=keys):
        ReferenceIndex.create_or_update_for_object(page)


FAMILY = Family(HomePage, InformationPage, ResultsIndexPage, ResultsPage, edition_fields, finish)
