"""Publishing what was scheduled: what is refused loses its time, and people are notified."""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision
from wagtail.users.models import UserProfile

from .people import refusals_to_publish

logger = logging.getLogger(__name__)

SCHEDULED = "wagtail.publish.scheduled"
REFUSED = "results.publish.refused"


def publish_scheduled(
    page: Any, revision: Revision, publish: Callable[..., None], options: dict[str, Any]
) -> None:
    """Publish a revision whose time has come, without stopping the pages after it.

    What is refused loses its time, is logged in the page's history and mailed. Any other failure
    is logged, and the revision tried again the next time; only a database that is away is raised.
    """
    try:
        try:
            # Wagtail clears the time first and makes the page live then; a process that is killed
            # in between would leave a page that nobody publishes any more.
            with transaction.atomic():
                publish(revision, **options)
        except ValidationError as error:
            _give_up(page, revision, error.messages)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Scheduled publishing failed: page %s, revision %s", page.pk, revision.pk)


def _give_up(page: Any, revision: Revision, reasons: list[str]) -> None:
    logger.warning("Scheduled publishing refused: page %s: %s", page.pk, " ".join(reasons))
    # Revision.save() would build the page from a revision that may be damaged.
    type(revision)._base_manager.filter(pk=revision.pk).update(approved_go_live_at=None)
    revision.approved_go_live_at = None
    with transaction.atomic():
        # And whoever gave the revision its time.
        entries = PageLogEntry.objects.filter(
            revision=revision, action="wagtail.publish.schedule", user__isnull=False
        ).select_related("user")
        people = {revision.user, *(entry.user for entry in entries)} - {None}
        log(instance=page, action=REFUSED, revision=revision, data={"reasons": reasons})
        transaction.on_commit(
            partial(_mail, page, revision, reasons, people or {page.owner} - {None}), robust=True
        )


def _mail(page: Any, revision: Revision, reasons: Sequence[str], people: Iterable[Any]) -> None:
    """Tell each person, in the language of their admin, what stopped the page.

    `reasons` are given where the page itself, asked anew in that language, has none.
    """
    address = (get_admin_base_url() or "") + reverse("wagtailadmin_pages:edit", args=[page.pk])
    for person in people:
        if not person.is_active:
            continue
        with translation.override(UserProfile.get_for_user(person).get_preferred_language()):
            found = refusals_to_publish(page, revision)
            context = {
                "title": revision.object_str,
                "reasons": [str(refusal.message) for refusal in found] or reasons,
                "address": address,
            }
            subject = render_to_string("results/admin/refused_mail_subject.txt", context)
            text = render_to_string("results/admin/refused_mail.txt", context)
            send_mail(" ".join(subject.split()), text, [person.email])
