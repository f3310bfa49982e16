"""Answers that other sites may show in a frame."""

from django.conf import settings
from django.http import HttpResponse


def show_in_frames(response: HttpResponse) -> HttpResponse:
    """Let every site show the answer in a frame; all else of the site's policy stays."""
    response.xframe_options_exempt = True
    # Django's middleware reads it, as of `csp_override`.
    policy = getattr(settings, "SECURE_CSP", {})
    response._csp_config = {**policy, "frame-ancestors": ["*"]} if policy else {}  # type: ignore[attr-defined]
    return response
