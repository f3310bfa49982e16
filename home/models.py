"""Page types of the demo site besides results."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from home import STATEMENT_SLUGS
from results.models import ResultsIndexPage, ResultsPage
from results.models.metadata import PageMetadata
from results.models.navigation import languages_of, live_editions
from results.quantities import format_period
from results.reading import PageReading


class SitePage(Page):
    """A page with its other languages and its metadata."""

    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page's languages and metadata."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reading = PageReading.of(self, request)
        languages = context["alternates"] = languages_of(reading)
        context["metadata"] = PageMetadata(self, request, reading=reading, languages=languages)
        return context


def editions_below(home: Page) -> list[ResultsPage]:
    """Return the public editions below a front page, newest first."""
    index = ResultsIndexPage.objects.child_of(home).live().public().first()
    return live_editions(index) if index else []


class HomePage(SitePage):
    """The front page of the demo site: a title, an introduction and links."""

    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("A few sentences that say what the visitor finds here."),
    )

    template = "home/home_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest edition and the child pages.

        The accessibility statement is linked in the footer of every page instead.
        """
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        for edition in editions_below(self)[:1]:
            reading = PageReading.of(edition, request, is_cover=True)
            reading.load()
            context |= {
                "edition": edition,
                "edition_url": edition.get_url(request) or "",
                "period_text": format_period(edition.period, reading.language)
                if edition.period
                else "",
                "reading": reading,
            }
        context["children"] = self.get_children().live().public().exclude(slug__in=STATEMENT_SLUGS)
        return context


class InformationPage(SitePage):
    """A page of text, for links of an edition to lead to."""

    text = RichTextField(
        _("text"),
        features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"],
    )

    template = "home/information_page.html"
    content_panels = [*Page.content_panels, FieldPanel("text")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest edition and the other pages of information."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        others = InformationPage.objects.sibling_of(self, inclusive=False).live().public()
        others = others.exclude(slug__in=STATEMENT_SLUGS)
        context["others"] = [*editions_below(self.get_parent())[:1], *others]
        return context

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
