"""Reasons for publishing a translation that differs from its source."""

from __future__ import annotations

from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail.log_actions import LogFormatter, log

from ...context import during
from ..proofs import Fault
from ..tables import StringFault
from .doubts import present_strings
from .usable import without_controls

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_localize.models import Translation

ACTION = "results.translation.faults"
LONGEST = 1000  # letters, as the fields of the forms allow

_reason: ContextVar[str] = ContextVar("reason_to_publish", default="")


def publishing_because(reason: str) -> AbstractContextManager[None]:
    """Record this reason for everything that is published within."""
    return during(_reason, reason)


def reason_in(request: HttpRequest) -> str:
    """Return the reason given in the request's form, "" for none."""
    return without_controls(request.POST.get("reason", ""))[:LONGEST].strip()


def faults_in(translation: Translation) -> list[StringFault]:
    """Return the strings with a certain fault that a publication would show, in page order."""
    present = present_strings(translation.source)
    faults = (
        StringFault.objects.filter(
            Exists(present),
            translation__locale=translation.target_locale,
            translation__has_error=False,
        )
        .select_related("translation__translation_of", "translation__context")
        .annotate(place=Subquery(present.values("order")[:1]))
        .order_by("place")
    )
    return [fault for fault in faults if fault.certain]


def log_faults(page: Any, translation: Translation, user: Any, revision: Any) -> None:
    """Log in the page's history that it was published with faults, and why."""
    faults = faults_in(translation)
    if not faults:
        return
    data = {
        "reason": _reason.get(),
        "faults": [
            {"path": fault.translation.context.path, "fault": asdict(each)}
            for fault in faults
            for each in fault.certain
        ],
    }
    log(page, ACTION, user=user, revision=revision, data=data)


class FaultsFormatter(LogFormatter):
    """Log entries of translations that were published with differences."""

    label = gettext_lazy("Published with differences from the source")

    def format_message(self, log_entry: Any) -> str:
        number = len(log_entry.data.get("faults", []))
        return ngettext(
            "Published with %(count)d difference from the source",
            "Published with %(count)d differences from the source",
            number,
        ) % {"count": number}

    def format_comment(self, log_entry: Any) -> str:
        reason = log_entry.data.get("reason") or _("No reason was given.")
        messages = [Fault(**each["fault"]).message for each in log_entry.data.get("faults", [])]
        return " ".join([reason, *messages])
