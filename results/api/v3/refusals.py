"""Tells a client of API v3 where each thing is that refuses its page."""

from typing import Any

from wagtail.api.v3 import errors
from wagtail.fields import StreamField

from ...blocks.walking import steps_in_json
from ...publishing import Refused
from ...reading import raw_of


def answer_refusals() -> None:
    """Have API v3 answer a refusal as it answers any other mistake: type, place and message.

    Wagtail's handler knows an error of validation by its sentences only. Loads API v3, for which
    every app must be ready.
    """
    from wagtail.api.v3.api import api

    api.add_exception_handler(Refused, _answer)


def _answer(request: Any, refused: Refused) -> Any:
    found = [
        {
            "type": refusal.code,
            "loc": [_place(refused.page, *refusal.path)] if refusal.path else [],
            "msg": str(refusal.message),
        }
        for refusal in refused.refusals
    ]
    return errors.problem_response(status=422, detail="Validation failed", errors=found)


def _place(page: Any, name: str, *path: str) -> str:
    """The steps through the body that the client has sent, as for a draft: "body.0.value.heading"."""
    field = page._meta.get_field(name)
    steps: tuple[str | int, ...] = path
    if isinstance(field, StreamField):
        raw = raw_of(field.stream_block, getattr(page, name))
        steps = steps_in_json(field.stream_block, raw, path)
    return ".".join(str(step) for step in (name, *steps))
