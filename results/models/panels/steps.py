"""The panel that shows what followed from publishing the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wagtail.admin.panels import Panel
from wagtail.models import Page

from ...publishing import Heartbeat, Publication, StepRun, get_step, run_again
from ...publishing.guard import is_guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from django_stubs_ext import StrOrPromise

# The page's history has them all.
SHOWN = 5
TEMPLATE = "results/admin/steps_panel.html"


class StepsPanel(Panel):
    """The page's last publications and the progress of their steps."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = TEMPLATE
        media = forms.Media(js=["results/steps.js"])

        def is_shown(self) -> bool:
            """Hide the panel on a new page."""
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what followed from publishing the page."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | _followed(self.request, self.instance)


@require_safe
def steps_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the panel's content as it is now; for users who may edit the page."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return render(request, TEMPLATE, _followed(request, page))


def tell_deferred(request: HttpRequest, page: Any) -> None:
    """Tell whoever has just published what is still being made of the page."""
    if not is_guarded(page):
        return
    publication = Publication.objects.filter(page_id=page.pk).first()
    runs = list(_rows(publication)) if publication else []
    undone = [str(label) for label, run, _at in runs if run.state != StepRun.State.DONE]
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
    if publication.step_runs.filter(state=StepRun.State.FAILED).exists():
        messages.warning(request, _("Not every step is done yet."))
    elif publication.step_runs.exclude(state=StepRun.State.DONE).exists():
        messages.success(request, _("The steps are being run again."))
    else:
        messages.success(request, _("Every step is done."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _followed(request: HttpRequest, page: Any) -> dict[str, Any]:
    """Return the last publications, each with its steps (see `_rows`), and the heartbeat."""
    publications = Publication.objects.filter(page_id=page.pk)
    return {
        "page_id": page.pk,
        "publications": [
            (publication, list(_rows(publication)))
            for publication in publications.prefetch_related("step_runs")[:SHOWN]
        ],
        "may_run_again": _may_run_again(request, page),
        "is_working": Heartbeat.is_working(),
        "last_seen": Heartbeat.last_seen(),
    }


def _rows(publication: Publication) -> Iterator[tuple[StrOrPromise, StepRun, datetime | None]]:
    """Yield (label, run, when it last started or finished) for each step."""
    for run in publication.step_runs.all():
        step = get_step(run.name)
        yield step.label if step else run.name, run, run.finished_at or run.started_at


def _may_run_again(request: HttpRequest, page: Any) -> bool:
    return bool(page.permissions_for_user(request.user).can_publish())
