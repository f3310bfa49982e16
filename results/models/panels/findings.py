"""The panel that lists what to fix before publishing."""

from typing import Any

from wagtail.admin.panels import Panel

from ...blocks import Severity
from ...findings import Finding, anchor_of, describe_path, findings_of


class FindingsPanel(Panel):
    """The findings of the page as last saved, each linked to its place in the form."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "results/admin/findings_panel.html"

        def is_shown(self) -> bool:
            """Hide the panel on a new page, which has nothing to check yet."""
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add `errors` and `warnings`, each a list of (place in words, anchor, finding).

            Open points are only counted, as `to_do`, when they have a panel of their own.
            """
            context: dict[str, Any] = super().get_context_data(parent_context)
            findings: list[Finding] = findings_of(self.instance)
            context["to_do"] = 0
            if self.form is not None and "open_points" in self.form.fields:
                others = [found for found in findings if found.code != "open_point"]
                context["to_do"] = len(findings) - len(others)
                findings = others
            for name, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING)):
                context[name] = [
                    (
                        describe_path(self.instance, found.path),
                        anchor_of(self.instance, found),
                        found,
                    )
                    for found in findings
                    if found.severity is severity
                ]
            return context
