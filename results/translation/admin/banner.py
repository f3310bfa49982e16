"""The message above wagtail-localize's translation editor, which is a compiled bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.admin import messages

from ..blocks.joining import OURS
from ..tables import TranslationStatus
from ..targets import translation_to

if TYPE_CHECKING:
    from django.http import HttpRequest


def warn_of_doubts(request: HttpRequest, page: Any) -> None:
    """Tell whoever opens a translation how many of its strings need a look, and link to them.

    For the hook `before_edit_page`. Says nothing of a page without an enabled translation.
    """
    if request.method != "GET" or not isinstance(page, OURS):
        return
    translation = translation_to(page)
    status = TranslationStatus.objects.filter(translation=translation).first()
    if translation is None or status is None:
        return
    reasons = list(reasons_to_look(status))
    if reasons:
        url = reverse("results_translation:strings", args=[translation.pk])
        messages.warning(
            request, " ".join(reasons), buttons=[messages.button(url, _("Look at them"))]
        )


def reasons_to_look(status: TranslationStatus) -> list[str]:
    """Return a sentence for each kind of doubt that the translation has."""
    counted = (
        (
            status.stale,
            ngettext(
                "The source of %(count)d text has changed since it was translated.",
                "The source of %(count)d texts has changed since they were translated.",
                status.stale,
            ),
        ),
        (
            status.faulty,
            ngettext(
                "Numbers, links or terms of %(count)d text differ from its source.",
                "Numbers, links or terms of %(count)d texts differ from their source.",
                status.faulty,
            ),
        ),
        (
            status.machine,
            ngettext(
                "%(count)d text was translated by a machine.",
                "%(count)d texts were translated by a machine.",
                status.machine,
            ),
        ),
        (
            status.memory,
            ngettext(
                "%(count)d text was taken over from elsewhere on the site.",
                "%(count)d texts were taken over from elsewhere on the site.",
                status.memory,
            ),
        ),
    )
    return [sentence % {"count": number} for number, sentence in counted if number]
