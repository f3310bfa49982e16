"""Entries of the plugin in a page's history."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.log_actions import LogFormatter


class RefusedFormatter(LogFormatter):
    """Scheduled publishing that was refused, with the reasons."""

    label = gettext_lazy("Scheduled publishing refused")

    def format_message(self, log_entry: Any) -> str:
        """Return the event in one sentence."""
        return _("Not published at the set time")

    def format_comment(self, log_entry: Any) -> str:
        """Return the reasons, in the language of the time."""
        return " ".join(log_entry.data.get("reasons", []))
