"""The front end of a site that shows pages elsewhere, in the editor's preview."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.utils import timezone

from ..conf import setting
from .models import PreviewLink

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# An editor's own preview is made anew whenever it is asked for.
LASTS = timedelta(hours=1)


def address_in_front_end(token: str, language: str) -> str:
    """Return the address of a preview in the site's front end, "" where it has none."""
    pattern: str = setting("PREVIEW_URL")
    return pattern.replace("{token}", token).replace("{language}", language)


def in_front_end(page: Any, request: HttpRequest) -> HttpResponse | None:
    """Redirect an editor's preview to the front end; None where there is none, or no page yet."""
    if not setting("PREVIEW_URL") or not page.pk or not request.user.is_authenticated:
        return None
    link = PreviewLink.for_form(page, request.user, timezone.now() + LASTS)
    return HttpResponseRedirect(address_in_front_end(link.token, page.locale.language_code))
