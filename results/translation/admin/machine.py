"""A machine translates all that is missing, and may not answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.views import edit_translation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Answer by wagtail-localize's own view, or with a message where the machine's service fails."""
    try:
        answer: HttpResponse = edit_translation.machine_translate(request, translation_id)
    except (Http404, PermissionDenied):
        raise
    # Whatever another service's library raises.
    except Exception:
        logger.exception("The machine translator failed for translation %s", translation_id)
        messages.error(request, _("The machine translator does not answer. Try again later."))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
    return answer
