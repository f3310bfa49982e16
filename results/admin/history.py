"""What the history of a page tells of the plugin's doings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.log_actions import LogFormatter


class RefusedFormatter(LogFormatter):
    """A page that was not published at its time, with the reasons."""

    label = gettext_lazy("Scheduled publishing refused")

    def format_message(self, log_entry: Any) -> str:
        """The event in one sentence."""
        return _("Not published at the set time")

    def format_comment(self, log_entry: Any) -> str:
        """The reasons, in the language of the time."""
        return " ".join(log_entry.data.get("reasons", []))
