"""The panel that shows what followed from publishing the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wagtail.admin.panels import Panel
from wagtail.models import Page

from ...publishing import Heartbeat, Publication, StepRun, get_step, run_again

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from django_stubs_ext import StrOrPromise

# The page's history has them all.
SHOWN = 5


class StepsPanel(Panel):
    """The page's last publications and the progress of their steps."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "results/admin/steps_panel.html"

        def is_shown(self) -> bool:
            """Hide the panel on a new page."""
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add `publications`, each with its steps (see `_rows`), and the heartbeat."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            publications = Publication.objects.filter(page_id=self.instance.pk)
            context["publications"] = [
                (publication, list(_rows(publication)))
                for publication in publications.prefetch_related("step_runs")[:SHOWN]
            ]
            context["may_run_again"] = _may_run_again(self.request, self.instance)
            context["is_working"] = Heartbeat.is_working()
            context["last_seen"] = Heartbeat.last_seen()
            return context


@require_POST
def run_again_view(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Run all steps of a publication again; for users who may publish its page."""
    publication = get_object_or_404(Publication, pk=publication_id)
    page = get_object_or_404(Page, pk=publication.page_id)
    if not _may_run_again(request, page):
        raise PermissionDenied
    run_again(publication)
    if publication.step_runs.exclude(state=StepRun.State.DONE).exists():
        messages.warning(request, _("Not every step is done yet."))
    else:
        messages.success(request, _("Every step is done."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _rows(publication: Publication) -> Iterator[tuple[StrOrPromise, StepRun, datetime | None]]:
    """Yield (label, run, when it last started or finished) for each step."""
    for run in publication.step_runs.all():
        step = get_step(run.name)
        yield step.label if step else run.name, run, run.finished_at or run.started_at


def _may_run_again(request: HttpRequest, page: Any) -> bool:
    return bool(page.permissions_for_user(request.user).can_publish())
