"""What the OpenAPI document of API v3 says beyond what Django Ninja makes of it.

That is who needs no token, how far lists may be asked for, how a request is refused, and which answers
lead elsewhere.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings

from ..problems import MEDIA_TYPE
from .limits import MAX_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator

PROBLEM = "ProblemDetail"
# To anything: what is malformed, what there is not, what breaks a rule, what is too much or too early.
ALWAYS = (400, 404, 422, 429, 503)
# Where a token is needed.
BY_TOKEN = (401, 403)
# What finds a page leads to it.
FINDING = (301, 302)
_FINDS = "_find"
# What Wagtail calls it when no token is needed.
_ANYBODY = "AllowAnonymous"
_SCHEMA = {
    "title": PROBLEM,
    "description": "Why a request is refused, as of RFC 9457.",
    "type": "object",
    "properties": {
        "type": {"title": "Type", "type": "string"},
        "title": {"title": "Title", "type": "string"},
        "status": {"title": "Status", "type": "integer"},
        "detail": {"title": "Detail", "type": "string"},
        "errors": {
            "title": "Errors",
            "type": "array",
            "items": {"$ref": "#/components/schemas/ProblemError"},
        },
    },
    "required": ["type", "title", "status", "detail"],
}
_ERROR = {
    "title": "ProblemError",
    "description": "A mistake, with its place as steps or as one string.",
    "type": "object",
    "properties": {
        "type": {"title": "Type", "type": "string"},
        "loc": {
            "title": "Loc",
            "type": "array",
            "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        },
        "msg": {"title": "Msg", "type": "string"},
    },
    "required": ["msg"],
}


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document, in which each operation declares whom and with which status it refuses."""
    document["servers"] = [{"url": "/"}]
    document["components"]["schemas"] |= {PROBLEM: _SCHEMA, "ProblemError": _ERROR}
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
    document["components"].get("securitySchemes", {}).pop(_ANYBODY, None)
    for operations in document["paths"].values():
        for operation in operations.values():
            # By no means at all, as OpenAPI says it.
            operation["security"] = [
                {} if _ANYBODY in each else each for each in operation.get("security", ())
            ]
            for parameter in operation.get("parameters", ()):
                if most := _most(parameter["name"]):
                    parameter["schema"]["maximum"] = most
            for status in _refusals(operation):
                said = {"description": HTTPStatus(status).phrase, "content": content}
                operation["responses"].setdefault(str(status), said)
            if operation["operationId"].endswith(_FINDS):
                for status in FINDING:
                    operation["responses"][str(status)] = {"description": HTTPStatus(status).phrase}
    return document


def _most(parameter: str) -> int | None:
    if parameter == "limit":
        return getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)
    return 10**MAX_DIGITS - 1 if parameter == "offset" else None


def _refusals(operation: dict[str, Any]) -> Iterator[int]:
    yield from ALWAYS
    if {} not in operation["security"]:
        yield from BY_TOKEN
