"""The planned sections as the raw value of a page's body."""

from collections.abc import Mapping
from typing import Any

from ...quantities import Unit, format_plain
from ..planning import Kind, Plan, PlannedFigure, PlannedLink, PlannedPicture, Section
from ..planning.linking import target_field
from ..planning.plan import MAX_LABEL

Images = Mapping[int, int]  # from the identity of a planned picture to the key of an image


def stream_of(plan: Plan, images: Images) -> list[dict[str, Any]]:
    """The body, block by block. `images` has the key of the image made for each picture."""
    return [
        {"type": str(section.block), "id": section.id, "value": _value(section, images)}
        for section in plan.sections
    ]


def _value(section: Section, images: Images) -> dict[str, Any]:
    match section.block:
        case Kind.CAMPAIGN:
            value: dict[str, Any] = {
                "heading": section.heading,
                "hashtag": section.hashtag,
                "text": section.html,
                "stats": _stats(section),
                "links": _links(section),
            }
            if section.picture:
                value["image"] = _picture(section.picture, images)
            return value
        case Kind.TEXT:
            return {"heading": section.heading, "text": section.html, "links": _links(section)}
        case Kind.STATS:
            return {"heading": section.heading, "stats": _stats(section)}
        case Kind.TABLE:
            return {"table": section.table.value if section.table else {}, "has_row_heads": True}
        case Kind.QUOTE:
            return {"quote": section.texts[0], "name": section.name, "role": section.role}
        case Kind.IMAGE:
            return _picture(section.picture, images) if section.picture else {}
        case Kind.VIDEO:
            return {"title": section.links[0].text, "url": section.links[0].target}
        case Kind.SHARE:
            text = "\n\n".join(" ".join(text.split()) for text in section.texts)
            return {"heading": section.heading, "text": text}


def _stats(section: Section) -> list[dict[str, Any]]:
    return [{"type": "stat", "id": figure.id, "value": _stat(figure)} for figure in section.figures]


def _stat(figure: PlannedFigure) -> dict[str, Any]:
    found = figure.found
    start, end = figure.days or (None, None)
    whole = found.whole if found.unit is Unit.NUMBER else None
    return {
        "value": format_plain(found.value),
        "label": found.label[:MAX_LABEL],
        "qualifier": str(found.qualifier),
        "unit": str(found.unit),
        "scale": str(found.scale),
        "highlight": figure.highlight.value,
        "whole_value": None if whole is None else format_plain(whole),
        "whole_label": "" if whole is None else found.whole_label[:MAX_LABEL],
        "period_start": start.isoformat() if start else None,
        "period_end": end.isoformat() if end else None,
        "note": figure.note,
        "source": figure.source,
    }


def _links(section: Section) -> list[dict[str, Any]]:
    return [{"type": "link", "id": link.id, "value": _link(link)} for link in section.links]


def _link(link: PlannedLink) -> dict[str, Any]:
    value: dict[str, Any] = {"text": link.text}
    if target := target_field(link.target) if link.target else None:
        value[target[0]] = target[1]
    return value


def _picture(planned: PlannedPicture, images: Images) -> dict[str, Any]:
    return {
        "image": images.get(id(planned)),
        "alt_text": planned.alt,
        "caption": planned.caption,
        "credit": planned.credit,
    }
