"""What the OpenAPI document says beyond what Django Ninja makes of it."""

from http import HTTPStatus
from typing import Any, NotRequired

from django.conf import settings

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from ...problems import MEDIA_TYPE
from ..requests import MAX_DIGITS

# To anything: what is malformed, what there is not, what breaks a rule, what is too much or too early.
ALWAYS = (400, 404, 422, 429, 503)
# Where a token is needed.
BY_TOKEN = (401, 403)
# What finds a page leads to it.
REDIRECTS = (301, 302)
# What Wagtail calls it when no token is needed.
_ANYBODY = "AllowAnonymous"
_REFERENCE = "#/components/schemas/{model}"


class ProblemError(TypedDict):
    """A mistake, with its place as steps or as one string."""

    type: NotRequired[str]
    loc: NotRequired[list[str | int]]
    msg: str


class ProblemDetail(TypedDict):
    """Why a request is refused, as of RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[list[ProblemError]]


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document, which says then how far lists go, who needs a token, and what is refused how."""
    document["servers"] = [{"url": "/"}]
    limit = getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)
    most = {"limit": limit, "offset": 10**MAX_DIGITS - 1}
    schema = TypeAdapter(ProblemDetail).json_schema(ref_template=_REFERENCE)
    document["components"]["schemas"] |= {**schema.pop("$defs"), "ProblemDetail": schema}
    content = {MEDIA_TYPE: {"schema": {"$ref": _REFERENCE.format(model="ProblemDetail")}}}
    document["components"].get("securitySchemes", {}).pop(_ANYBODY, None)
    for operations in document["paths"].values():
        for operation in operations.values():
            # By no means at all, as OpenAPI says it.
            operation["security"] = [
                {} if _ANYBODY in each else each for each in operation.get("security", ())
            ]
            for parameter in operation.get("parameters", ()):
                if maximum := most.get(parameter["name"]):
                    parameter["schema"]["maximum"] = maximum
            by_token = () if {} in operation["security"] else BY_TOKEN
            for status in (*ALWAYS, *by_token):
                said = {"description": HTTPStatus(status).phrase, "content": content}
                operation["responses"].setdefault(str(status), said)
            for status in REDIRECTS if operation["operationId"].endswith("_find") else ():
                operation["responses"][str(status)] = {"description": HTTPStatus(status).phrase}
    return document
