"""The mail about a page that was not published at its time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile

from .refused import Refused

if TYPE_CHECKING:
    from wagtail.models import Revision

    from .refused import Refusal


def mail_refusal(
    page: Any, revision: Revision, reasons: Sequence[str], people: Iterable[Any]
) -> None:
    """Tell each person, in the language of their admin, what stopped the page.

    `reasons` are told where the page itself, asked anew in that language, has none.
    """
    address = (get_admin_base_url() or "") + reverse("wagtailadmin_pages:edit", args=[page.pk])
    for person in people:
        if not (person.is_active and person.email):
            continue
        with translation.override(UserProfile.get_for_user(person).get_preferred_language()):
            found = _refusals_of(revision)
            context = {
                "title": revision.object_str,
                "reasons": [str(refusal.message) for refusal in found] or reasons,
                "address": address,
            }
            subject = render_to_string("results/admin/refused_mail_subject.txt", context)
            text = render_to_string("results/admin/refused_mail.txt", context)
            send_mail(" ".join(subject.split()), text, [person.email])


def _refusals_of(revision: Revision) -> Sequence[Refusal]:
    try:
        refusals: Sequence[Refusal] = revision.as_object().get_refusals(publishing=True)
    except Refused as error:
        return error.refusals
    return refusals
