"""Shows an editor what to know before publishing."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from ..blocks import Severity
from ..findings import Finding, findings_of


class FindingsPanel(Panel):
    """The findings of the page as it was last saved, each with a link to its place in the form."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "results/admin/findings_panel.html"

        def is_shown(self) -> bool:
            """Only for a page that exists: a new one has nothing to check yet."""
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add `errors` and `warnings`."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            findings: list[Finding] = findings_of(self.instance)
            context["errors"] = [f for f in findings if f.severity is Severity.ERROR]
            context["warnings"] = [f for f in findings if f.severity is Severity.WARNING]
            return context
