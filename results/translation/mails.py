"""Mails to translators: of texts whose source has changed, and of all that needs a look."""

from contextlib import AbstractContextManager
from typing import Any

from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation

from ..conf import setting
from ..languages.standing import with_people, work_of
from ..publishing import Publication
from .strings.doubts import strings_of
from .tables import TextState, string_translations

LISTED = 20


def notify_translators(publication: Publication) -> None:
    """Mail translators whose texts have become stale with this publication; the work of the step.

    Each translator who may still edit the page gets one mail per language. Does nothing unless
    NOTIFY_TRANSLATORS is set; raises if the mail cannot be sent.
    """
    if not setting("NOTIFY_TRANSLATORS"):
        return
    translations = Translation.objects.filter(
        source__object_id=publication.translation_key,
        source__locale__language_code=publication.language_code,
        enabled=True,
    ).select_related("source", "target_locale")
    for each in translations:
        _tell(each, publication)


def _tell(each: Translation, publication: Publication) -> None:
    page = each.source.object.get_instance_or_none(each.target_locale)
    states = [string.state for string in strings_of(each) if string.state.told_at is None]
    keys = {s.pk for s in states if s.since and s.since >= publication.created_at}
    if page is None or not keys:
        return
    for person in _translators(each):
        if page.permissions_for_user(person).can_edit():
            _tell_of_stale(person, each, page, len(keys))
    TextState.objects.filter(pk__in=keys).update(told_at=timezone.now())


def _translators(each: Translation) -> Any:
    written = string_translations(each).filter(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL
    )
    return (
        get_user_model()
        ._default_manager.filter(pk__in=written.values("last_translated_by"), is_active=True)
        .exclude(email="")
    )


def _tell_of_stale(person: Any, each: Translation, page: Any, number: int) -> None:
    screen = reverse("results_translation:strings", args=[each.pk])
    with _in_language_of(person):
        context = {
            "title": page.title,
            "language": each.target_locale.get_display_name(),
            "number": number,
            "address": (get_admin_base_url() or "") + screen,
        }
        _send("stale_mail", context, person)


def send_digest(person: Any) -> bool:
    """Mail the person, in their language, what there is to translate and review; False for nothing.

    Raises what the mail server's connection raises.
    """
    work = work_of(person)
    if not work:
        return False
    base = get_admin_base_url() or ""
    with _in_language_of(person):
        context = {
            "rows": [(row, base + row.url_for(person)) for row in with_people(work[:LISTED])],
            "number": len(work),
            "more": max(0, len(work) - LISTED),
            "report": base + reverse("results_translation:report"),
        }
        _send("digest_mail", context, person)
    return True


def _in_language_of(person: Any) -> AbstractContextManager[None]:
    return translation.override(UserProfile.get_for_user(person).get_preferred_language())


def _send(name: str, context: dict[str, Any], person: Any) -> None:
    subject = render_to_string(f"results/translation/{name}_subject.txt", context)
    text = render_to_string(f"results/translation/{name}.txt", context)
    send_mail(" ".join(subject.split()), text, [person.email])
