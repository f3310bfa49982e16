"""A mail to a translator with what needs a look."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile

from .overview import pressing_pages, screen_of, summary_of

LISTED = 20


def send_digest(person: Any) -> bool:
    """Mail the person, in their language, the pages that need a look; False for nothing to do.

    Raises what the mail server's connection raises.
    """
    pages = pressing_pages(person)
    number = pages.count()
    if not number:
        return False
    base = get_admin_base_url() or ""
    with translation.override(UserProfile.get_for_user(person).get_preferred_language()):
        rows = [
            {
                "title": row.get_admin_display_title(),
                "language": row.locale.get_display_name(),
                "summary": summary_of(row),
                "address": base + screen_of(row),
            }
            for row in pages[:LISTED]
        ]
        context = {
            "rows": rows,
            "number": number,
            "more": max(0, number - LISTED),
            "report": base + reverse("results_translation:report"),
        }
        subject = render_to_string("results/translation/digest_mail_subject.txt", context)
        text = render_to_string("results/translation/digest_mail.txt", context)
        send_mail(" ".join(subject.split()), text, [person.email])
    return True
