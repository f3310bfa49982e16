"""Panels of the page form, and the views that they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from ..issues import Severity
from ..publishing import Publication, State
from ..publishing.mixin import is_guarded
from ..publishing.reconciling import problems
from ..publishing.steps import run_again, steps_of
from ..record.versions import EditionVersion, versions_of
from ..rules import issues_of
from ..rules.changes import may_change_figures
from ..rules.places import anchor_at, describe_path
from .versions import version_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from django_stubs_ext import StrOrPromise

ISSUES_TEMPLATE = "results/admin/issues_panel.html"
STEPS_TEMPLATE = "results/admin/steps_panel.html"
# Of publications; the page's history has them all.
SHOWN = 5


class SavedPanel(Panel):
    """A panel about the saved page."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            """Hide the panel on a new page, of which nothing is stored yet."""
            return bool(self.instance and self.instance.pk)


def _editable(request: HttpRequest, page_id: int, needed: str = "") -> Any:
    """Return the page, which has that attribute; raise PermissionDenied for who may not edit it."""
    page = get_object_or_404(Page, pk=page_id)
    if needed and not hasattr(page := page.specific, needed):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


class ChangesPanel(FieldPanel):
    """The entries of the page; they are made when a changed figure is published."""

    def get_form_options(self) -> dict[str, Any]:
        """Request the field, without which translators are not shown its texts."""
        return {"fields": [self.field_name]}

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Hide the panel on a page without entries."""
            return bool(self.value_from_instance) and super().is_shown()


class IssuesPanel(SavedPanel):
    """The issues of the page as last saved, each linked to its place in the form.

    A script shows them in the side panel of checks too, and asks again when the draft is saved.
    """

    class BoundPanel(SavedPanel.BoundPanel):
        template_name = ISSUES_TEMPLATE
        media = forms.Media(js=["results/issues.js"], css={"all": ["results/admin.css"]})

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            has_points = self.form is not None and "open_points" in self.form.fields
            listed = _listed(self.instance, has_points=has_points)
            return {**super().get_context_data(parent_context), **listed}


@require_safe
def issues_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the panel's content for the latest draft; for users who may edit the page."""
    draft = _editable(request, page_id, "rules").get_latest_revision_as_object()
    return render(request, ISSUES_TEMPLATE, _listed(draft, has_points=True))


def _listed(page: Any, *, has_points: bool) -> dict[str, Any]:
    """`errors` and `warnings` as (place, anchor, issue); `to_do` counts points with a panel."""
    issues = issues_of(page)
    listed: dict[str, Any] = {"page": page, "to_do": 0}
    if has_points:
        others = [found for found in issues if found.code != "open_point"]
        listed["to_do"] = len(issues) - len(others)
        issues = others
    for name, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING)):
        listed[name] = [
            (describe_path(page, found.path), anchor_at(page, found.path), found)
            for found in issues
            if found.severity is severity
        ]
    return listed


class StepsPanel(SavedPanel):
    """The page's last publications and the progress of their steps."""

    class BoundPanel(SavedPanel.BoundPanel):
        template_name = STEPS_TEMPLATE
        media = forms.Media(js=["results/steps.js"])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            followed = _followed(self.request, self.instance)
            return {**super().get_context_data(parent_context), **followed}


@require_safe
def steps_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the panel's content as it is now; for users who may edit the page."""
    return render(request, STEPS_TEMPLATE, _followed(request, _editable(request, page_id)))


def show_pending_steps(request: HttpRequest, page: Any) -> None:
    """Show a message about the steps that are still running after publishing."""
    if not is_guarded(page):
        return
    publication = Publication.objects.filter(page_id=page.pk).first()
    rows = list(_rows(publication)) if publication else []
    undone = [str(label) for label, state, _run in rows if state != State.DONE]
    if undone:
        said = _("Still under way: %(steps)s. The panel “After publishing” says when it is done.")
        messages.info(request, said % {"steps": get_text_list(undone, _("and"))})


@require_POST
def run_again_view(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Run all steps of a publication again; for users who may publish its page."""
    publication = get_object_or_404(Publication, pk=publication_id)
    page = get_object_or_404(Page, pk=publication.page_id)
    if not _may_run_again(request, page):
        raise PermissionDenied
    run_again(publication)
    if publication.state == State.FAILED:
        messages.warning(request, _("Not every step is done yet."))
    elif publication.state != State.DONE:
        messages.success(request, _("The steps are being run again."))
    else:
        messages.success(request, _("Every step is done."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _followed(request: HttpRequest, page: Any) -> dict[str, Any]:
    """Return the last publications, each with its steps (see `_rows`), and what is wrong."""
    publications = Publication.objects.filter(page_id=page.pk)[:SHOWN]
    return {
        "page_id": page.pk,
        "publications": [(each, list(_rows(each))) for each in publications],
        "may_run_again": _may_run_again(request, page),
        "problems": problems().values(),
    }


def _rows(publication: Publication) -> Iterator[tuple[StrOrPromise, State, dict[str, Any]]]:
    """Yield (label, state, what is noted of its last run: "at", "error") for each step."""
    for step in steps_of(publication):
        run = publication.steps.get(step.name, {})
        at = parse_datetime(run.get("at") or "")
        yield step.label or step.name, publication.state_of(step.name), {**run, "at": at}


def _may_run_again(request: HttpRequest, page: Any) -> bool:
    return bool(page.permissions_for_user(request.user).can_publish())


class VersionsPanel(SavedPanel):
    """The edition before each change of its published figures."""

    class BoundPanel(SavedPanel.BoundPanel):
        template_name = "results/admin/versions_panel.html"

        def is_shown(self) -> bool:
            """Hide the panel on an edition that has no versions."""
            return super().is_shown() and bool(self._versions)

        @cached_property
        def _versions(self) -> list[EditionVersion]:
            return list(versions_of(self.instance).filter(withdrawn=False))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page, url = self.instance, self.instance.get_url(self.request) or ""
            language = page.locale.language_code
            return {
                **super().get_context_data(parent_context),
                "versions": [
                    (each, version_address(url, language, each)) for each in self._versions
                ],
                "is_live": page.live,
                "may_hide": may_change_figures(self.request.user, page),
            }


@require_POST
def hide_version_view(request: HttpRequest, version_id: int) -> HttpResponse:
    """Hide a version from readers, or show it again; for users who may publish changed figures."""
    version = get_object_or_404(EditionVersion.objects.select_related("page"), pk=version_id)
    if not may_change_figures(request.user, version.page):
        raise PermissionDenied
    version.is_public = not version.is_public
    version.save(update_fields=["is_public"])
    messages.success(
        request,
        _("Readers can see version %(number)s.") % {"number": version.number}
        if version.is_public
        else _("Readers cannot see version %(number)s any more.") % {"number": version.number},
    )
    return redirect("wagtailadmin_pages:edit", version.page_id)
