"""The panel that lists what to fix before publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from wagtail.admin.panels import Panel
from wagtail.models import Page

from ...blocks import Severity
from ...findings import Finding, anchor_of, describe_path, findings_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TEMPLATE = "results/admin/findings_panel.html"


class FindingsPanel(Panel):
    """The findings of the page as last saved, each linked to its place in the form.

    A script shows them in the side panel of checks too, and asks again when the draft is saved.
    """

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = TEMPLATE
        media = forms.Media(js=["results/findings.js"], css={"all": ["results/admin.css"]})

        def is_shown(self) -> bool:
            """Hide the panel on a new page, which has nothing to check yet."""
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what `_listed` gives of the page."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            has_points = self.form is not None and "open_points" in self.form.fields
            return context | _listed(self.instance, has_points=has_points)


@require_safe
def findings_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the panel's content for the latest draft; for users who may edit the page."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not hasattr(page, "find_findings"):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    return render(request, TEMPLATE, _listed(draft, has_points=True))


def _listed(page: Any, *, has_points: bool) -> dict[str, Any]:
    """`errors` and `warnings`, each a list of (place in words, anchor, finding).

    Open points are only counted, as `to_do`, when they have a panel of their own.
    """
    findings: list[Finding] = findings_of(page)
    listed: dict[str, Any] = {"page": page, "to_do": 0}
    if has_points:
        others = [found for found in findings if found.code != "open_point"]
        listed["to_do"] = len(findings) - len(others)
        findings = others
    for name, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING)):
        listed[name] = [
            (describe_path(page, found.path), anchor_of(page, found), found)
            for found in findings
            if found.severity is severity
        ]
    return listed
