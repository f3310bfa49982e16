"""The stable address of an organisation's results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from ..admin.steps_panel import StepsPanel
from ..findings import Finding, errors_of
from ..publishing import PublishingMixin
from .api_fields import field
from .editions import alternates, edition_links, live_editions

if TYPE_CHECKING:
    from django.http import HttpRequest


class ResultsIndexPageMixin(PublishingMixin):
    """Fields and behaviour of a page that lists editions; use it to build a page type of your own."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        default="",
        max_length=1000,
        help_text=_("A few sentences above the list of editions."),
    )

    results_panels: ClassVar = [
        FieldPanel("introduction"),
        StepsPanel(heading=_("After publishing")),
    ]
    results_api_fields: ClassVar = [field("introduction")]

    class Meta:
        abstract = True

    def find_findings(self) -> Iterator[Finding]:
        """Yield what an editor should know about the index page. Nothing of its own."""
        yield from ()

    def get_refusals(self, *, publishing: bool) -> list[Finding]:
        """What refuses this save; see `results.findings.errors_of`."""
        return errors_of(self, publishing=publishing)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest edition with its own context, the list of editions and the languages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        editions = live_editions(self)
        context["editions"] = edition_links(editions, self.locale.language_code, request)
        context["alternates"] = alternates(self, request)
        if editions:
            newest = editions[0]
            context["edition"] = newest
            context.update(newest.get_reading_context(request))
        return context


class ResultsIndexPage(ResultsIndexPageMixin, Page):
    """Shows the newest edition of an organisation's results and lists them all."""

    content_panels: ClassVar = [*Page.content_panels, *ResultsIndexPageMixin.results_panels]
    api_fields: ClassVar = ResultsIndexPageMixin.results_api_fields
    subpage_types: ClassVar = ["results.ResultsPage"]
    template = "results/results_index_page.html"
    page_description = _("The stable address of your results: shows the newest edition, lists all.")

    class Meta:
        verbose_name = _("results index page")
        verbose_name_plural = _("results index pages")
