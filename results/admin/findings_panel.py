"""Shows an editor what to know before publishing."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from ..blocks import Severity
from ..findings import Finding, findings_of, place_of


class FindingsPanel(Panel):
    """The findings of the page as it was last saved, each with a link to its place in the form."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "results/admin/findings_panel.html"

        def is_shown(self) -> bool:
            """Only for a page that exists: a new one has nothing to check yet."""
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add `errors` and `warnings`, each a list of pairs: the place in words, the finding."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            findings: list[Finding] = findings_of(self.instance)
            for name, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING)):
                context[name] = [
                    (place_of(self.instance, found.path), found)
                    for found in findings
                    if found.severity is severity
                ]
            return context
