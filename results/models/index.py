"""The results index page: the stable address of an organisation's results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page

from ..blocks import WaysToHelpBlock
from ..blocks.links import MAX_URL_LENGTH, validate_public_url
from ..fields import StreamField
from ..findings import Finding, stream_findings
from ..publishing.guard import page_link
from ..quantities import format_period
from ..reading.around import pages_around
from ..reading.cover import CoverReading
from ..reading.marks import notice_of, texts_of_page
from ..reading.provenance import (
    provenance_of,
)
from .addresses import ResultsMixin
from .care import care_findings, index_context
from .metadata import PageMetadata
from .navigation import alternates, edition_links, live_editions
from .overview import Overview
from .page_display import PageDisplayField, fields, index_display, translation_field
from .panels import FindingsPanel, StepsPanel

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .page_display import PageDisplay


class ResultsIndexPageMixin(ResultsMixin):
    """Fields and behaviour of a results index page, for page types of your own."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        default="",
        max_length=1000,
        help_text=_("A few sentences above the list of editions."),
    )

    leave_url = models.URLField(
        _("where “Leave this page quickly” leads"),
        blank=True,
        default="",
        max_length=MAX_URL_LENGTH,
        validators=[validate_public_url],
        help_text=_(
            "A harmless page on another website. When it is given, every edition shows the link, "
            "for readers who must not be seen here."
        ),
    )

    content_notice = models.TextField(
        _("content notice"),
        blank=True,
        default="",
        max_length=400,
        help_text=_(
            "For results that may be hard to read: what every edition is about, soberly. It stands "
            "at the top of each of them."
        ),
    )
    ways_to_help: Any = StreamField(
        WaysToHelpBlock(),
        verbose_name=_("ways to help"),
        blank=True,
        help_text=_(
            "Where readers turn for help, and where they report what they have seen. Every edition "
            "shows them at its top, in its middle and at its end."
        ),
    )
    contact_email = models.EmailField(
        _("e-mail address for questions"),
        blank=True,
        default="",
        help_text=_("Where readers ask about the figures. Every edition shows it."),
    )

    results_panels: ClassVar = [
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("content_notice"), FieldPanel("leave_url"), FieldPanel("ways_to_help")],
            heading=_("Care for readers"),
        ),
        FieldPanel("contact_email"),
        FindingsPanel(heading=_("Before publishing")),
        StepsPanel(heading=_("After publishing")),
    ]
    results_api_fields: ClassVar = [
        *fields("introduction", "leave_url", "content_notice", "ways_to_help", "contact_email"),
        translation_field,
        APIField("display", serializer=PageDisplayField()),
    ]

    class Meta:
        abstract = True

    def find_findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the ways to help."""
        yield from stream_findings(self)

    def find_warnings(self) -> Iterator[Finding]:
        """Yield what readers in distress would miss."""
        yield from care_findings(self)

    @property
    def display(self) -> PageDisplay:
        """What APIs give beyond the fields."""
        return index_display(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest edition, what all of them tell, their list and the page's languages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        around = pages_around(self)
        context["page_texts"] = texts_of_page(self, provenance_of(self))
        editions = live_editions(self)
        context["editions"] = edition_links(editions, self.locale.language_code, request)
        context["alternates"] = alternates(self, request, around)
        context["notice"] = notice_of(self, request)
        newest = editions[0] if editions else None
        if newest is not None:
            reading = CoverReading.of(newest, request)
            reading.load()
            period = newest.period
            context |= {
                "edition": newest,
                "edition_url": newest.get_url(request) or "",
                "edition_notice": notice_of(newest, request),
                "period_text": format_period(period, reading.language) if period else "",
                "reading": reading,
                "overview": Overview(self, editions, reading, request),
            }
        context |= index_context(self, request)
        context["metadata"] = PageMetadata.of(
            self,
            request,
            alternates=context["alternates"],
            edition=newest,
            reading=context.get("reading"),
            around=around,
        )
        return context


class ResultsIndexPage(ResultsIndexPageMixin, Page):
    """Shows the newest edition of the results and lists all of them."""

    page_ptr = page_link()
    content_panels: ClassVar = [*Page.content_panels, *ResultsIndexPageMixin.results_panels]
    api_fields: ClassVar = ResultsIndexPageMixin.results_api_fields
    subpage_types: ClassVar = ["results.ResultsPage"]
    template = "results/results_index_page.html"
    page_description = _("The stable address of your results: shows the newest edition, lists all.")

    class Meta:
        verbose_name = _("results index page")
        verbose_name_plural = _("results index pages")
