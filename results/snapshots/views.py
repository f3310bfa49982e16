"""The metrics, for monitoring."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from ..conf import setting
from .operations.reports import CONTENT_TYPE
from .operations.reports import metrics as all_metrics

if TYPE_CHECKING:
    from django.http import HttpRequest

SCHEME = "bearer"


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with this host's metrics, for staff and for requests with the site's token."""
    if not (_has_token(request) or _is_staff(request)):
        response = HttpResponse(
            "Sign in, or send the token of the site.\n",
            content_type="text/plain; charset=utf-8",
            status=HTTPStatus.UNAUTHORIZED,
            headers={"WWW-Authenticate": "Bearer"},
        )
    else:
        response = HttpResponse(all_metrics(), content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _has_token(request: HttpRequest) -> bool:
    expected = str(setting("SNAPSHOT_METRICS_TOKEN"))
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    return bool(expected) and scheme.lower() == SCHEME and constant_time_compare(given, expected)


def _is_staff(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    if user is None or not user.is_active:
        return False
    return user.is_staff or user.has_perm("results_snapshots.view_snapshot")
