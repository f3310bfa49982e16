"""What opens for whoever edits a translation, and the button "Publish".

wagtail-localize's editor is a compiled bundle, and behind the screen of texts.
"""

import logging
from functools import partial
from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.i18n import JavaScriptCatalog

from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import OverridableSegment, StringSegment, Translation
from wagtail_localize.views import edit_translation

from ...languages.localized import along_with_source, translation_to
from ...languages.standing import Standing, counted
from ...publishing import Refused
from ...rules.places import anchor_at, describe_path
from ..blocks import MISSING, OURS
from ..readiness import (
    CODES,
    accepting_untranslated,
    publishing_because,
    readiness_of,
    reason_in,
)
from ..saving import as_message, check, forget_errors, set_errors, translated_page
from ..strings.doubts import TranslatedString
from .screen import OTHER_EDITOR, STOPPED, is_source_gone, named, other_editor_of

logger = logging.getLogger(__name__)
# The name of a language follows.
PUBLISH_IN = "Publish in "


def lead_to_texts(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer whoever opens a translation with the screen of its texts.

    For the hook `before_edit_page`. None for a page without an enabled translation, and where
    wagtail-localize's own editor is asked for.
    """
    if request.method != "GET" or OTHER_EDITOR in request.GET or not isinstance(page, OURS):
        return None
    translation = translation_to(page)
    if translation is None or is_source_gone(translation):
        return None
    return redirect("results_translation:strings", translation.pk)


def open_other_editor(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer by wagtail-localize's own editor, and say above it how the translation stands.

    For the hook `before_edit_page`. None for a page without an enabled translation. A text whose block
    is gone keeps that editor from opening; it leads to the texts then.
    """
    if request.method != "GET" or not isinstance(page, OURS):
        return None
    translation = translation_to(page)
    if translation is None:
        return None
    (standing,) = counted([Standing(page, translation.target_locale, translation.pk, True)])
    # What has just been done has a message of its own.
    if standing.has_work and not len(get_messages(request)):
        tell = messages.warning if standing.texts["doubtful"] else messages.info
        button = messages.button(standing.strings_url, _("All texts on one screen"))
        tell(request, standing.summary, buttons=[button])
    try:
        answer: HttpResponse = edit_translation.edit_translation(request, translation, page)
    except MISSING:
        logger.warning("wagtail-localize has no place for a text of %s", page, exc_info=True)
        messages.error(request, _("The other editor cannot show this page. Here are its texts."))
        return redirect("results_translation:strings", translation.pk)
    return answer


def publish_by_hand(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer the button "Publish" of the translation's editor: by wagtail-localize's own view, or
    with the reasons when the guard would refuse.

    For the hook `before_edit_page`. wagtail-localize would only say that there are errors, and
    that publishing again ignores them. None where it is about something else.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(page, OURS) or not page.permissions_for_user(request.user).can_publish():
        return None
    translation = translation_to(page)
    if translation is None:
        return _tell_of_stopping(request, page)
    source, locale = translation.source, translation.target_locale
    is_other = OTHER_EDITOR in request.GET
    if not is_other:
        forget_errors(source, locale)
    translated = translated_page(source, locale, fallback=True)
    try:
        check(translated, publish=True)
    except Refused as error:
        # About the others the person is asked.
        refusals = [why for why in error.refusals if why.code not in CODES]
        if refusals:
            refused = Refused(refusals, error.page)
            set_errors(source, locale, refused)
            if is_other:
                messages.error(request, as_message(refused))
                return redirect(other_editor_of(page))
            mended_at = partial(_mended_at, translation, page, request)
            messages.error(request, as_message(refused, mended_at))
            return redirect("results_translation:strings", translation.pk)
    return _publish_or_ask(request, translation, page)


def _tell_of_stopping(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead whoever publishes a translation that has been stopped meanwhile to the page's differences."""
    stopped = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=False
    )
    if not stopped.exists():
        return None
    messages.error(request, STOPPED)
    return redirect("results_admin:language_differences", page.pk)


def _mended_at(
    translation: Translation, page: Any, request: HttpRequest, where: tuple[str, ...]
) -> str:
    """The URL of the text that is refused, or else of the editor of what it belongs to."""
    path = ".".join(where)
    texts = StringSegment.objects.filter(source=translation.source, context__path=path)
    if text := texts.order_by("order").first():
        screen = reverse("results_translation:strings", args=[translation.pk])
        return f"{screen}?doubt=all#{TranslatedString(text, None).anchor}"
    replaced = OverridableSegment.objects.filter(source=translation.source, context__path=path)
    if replaced.exists():
        return other_editor_of(page)
    original = translation.source.get_source_instance()
    if not original.permissions_for_user(request.user).can_edit():
        return ""
    edit = reverse("wagtailadmin_pages:edit", args=[original.pk])
    return f"{edit}#{anchor_at(original, where)}"


def _publish_or_ask(request: HttpRequest, translation: Translation, page: Any) -> HttpResponse:
    reason = reason_in(request)
    found = readiness_of(page, translation)
    # What the person has seen: more may be missing by now.
    accepted = not found.missing or request.POST.get("untranslated") == str(found.missing)
    if accepted and not found.is_refused and (reason or not found.faulty):
        with (
            publishing_because(reason if found.faulty else ""),
            accepting_untranslated(),
            along_with_source(False),
        ):
            answer: HttpResponse = edit_translation.edit_translation(request, translation, page)
        return answer
    shown = [(describe_path(page, each.path), each.state.certain) for each in found.faulty]
    return TemplateResponse(
        request,
        "results/translation/before_publishing.html",
        {
            "page": page,
            "translation": translation,
            "language": named(translation.target_locale),
            "source_language": named(translation.source.locale),
            "readiness": found,
            "faults": shown,
            "is_missing": "reason" in request.POST and not reason,
        },
    )


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


class EditorWords(JavaScriptCatalog):
    """Wagtail-localize's own catalogue, with our words for its button."""

    def get_catalog(self) -> dict[str, Any]:
        """Return its words, that button's with the space at their end."""
        words: dict[str, Any] = super().get_catalog()
        ours = gettext("Publish in %(language_name)s") % {"language_name": ""}
        return words | {PUBLISH_IN: f"{ours.rstrip()} "}
