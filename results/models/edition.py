"""The edition: the results of one period."""

from functools import partial
from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from ..blocks import FigureChangesBlock, MainPointsBlock, ResultsStreamBlock
from ..content import EditionContent
from ..fields import StreamField
from ..issues import Issue, Severity
from ..publishing.mixin import page_link
from ..publishing.people import is_system
from ..quantities import Period, format_period
from ..reading import PageReading
from ..reading.provenance import TranslationFacts
from ..record.versions import EditionVersion, keep_version
from ..rules import Rule
from ..rules.changes import (
    FIELD,
    differences,
    explained_changes,
    kept_changes,
    own_entries,
    public_page,
    source_of,
)
from ..rules.edition import EDITION
from ..rules.page import period_taken
from .addresses import FIGURE_WORDS, INDICATOR_WORDS, ResultsMixin, downloads_of
from .forms import OpenPointsPanel, ResultsPageForm
from .metadata import PageMetadata
from .navigation import (
    edition_links,
    index_context,
    languages_of,
    live_editions,
    notice_of,
    sections_of,
)
from .page_display import EditionDisplay, computed, edition_display, fields
from .panels import ChangesPanel, IssuesPanel, StepsPanel, VersionsPanel
from .versions import WORDS, as_they_were, changes_and_versions, give_reason, notice_at


class ResultsPageMixin(ResultsMixin):
    """Fields and behaviour of an edition, for page types of your own.

    A page type built on it declares its own `body`, a `results.fields.StreamField` of a subclass of
    `results.blocks.ReadingStreamBlock`.
    """

    base_form_class = ResultsPageForm
    # What its form, the APIs and the guard ask; a page type of a site adds its own.
    rules: ClassVar[tuple[Rule, ...]] = EDITION
    # Addresses below an index page that belong to the program.
    reserved_slugs: ClassVar = frozenset({"data", "feed", *FIGURE_WORDS, *INDICATOR_WORDS, *WORDS})

    period_start = models.DateField(_("first day of the period"), null=True, blank=True)
    period_end = models.DateField(_("last day of the period"), null=True, blank=True)
    publication_date = models.DateField(
        _("date of publication"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which the organisation published these results, wherever it did so first. "
            "Left empty, readers see none."
        ),
    )
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        default="",
        max_length=2000,
        help_text=_("What the organisation works for, and what this edition is about."),
    )
    hero_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("main image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_alt_text = models.CharField(
        _("alternative text of the main image"),
        max_length=250,
        blank=True,
        default="",
        help_text=_("What the image shows. Leave empty only if it is decoration."),
    )
    main_points: Any = StreamField(
        MainPointsBlock(),
        verbose_name=_("main points"),
        blank=True,
        help_text=_("What the edition says in a few sentences, at the top of the page."),
    )
    report = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("full report"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The annual report as a document."),
    )
    share_text = models.CharField(
        _("text for sharing"),
        max_length=280,
        blank=True,
        default="",
        help_text=_("What a visitor shares together with the address. Left empty, the title."),
    )
    changes: Any = StreamField(
        FigureChangesBlock(), verbose_name=_("changes of published figures"), blank=True
    )
    open_points = models.JSONField(_("open points"), blank=True, default=list, editable=False)

    results_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldPanel("period"),
                FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
            ],
            heading=_("Period"),
        ),
        FieldPanel("publication_date"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("hero_image"), FieldPanel("hero_alt_text")], heading=_("Main image")
        ),
        FieldPanel("main_points"),
        FieldPanel("body"),
        FieldPanel("report"),
        FieldPanel("share_text"),
        ChangesPanel(FIELD, read_only=True),
        VersionsPanel(heading=_("Earlier versions")),
        OpenPointsPanel(heading=_("Still to do")),
        IssuesPanel(heading=_("Before publishing")),
        StepsPanel(heading=_("After publishing")),
    ]
    results_api_fields: ClassVar = [
        *fields("period_start", "period_end", "publication_date", "introduction"),
        *fields("hero_image", "hero_alt_text", "main_points"),
        *fields("body", "report", "share_text", FIELD),
        computed("translation", TranslationFacts),
        computed("display", EditionDisplay),
    ]

    display = property(edition_display)
    source_page = source_of
    # The version whose content the page in memory has; None for what it is now.
    version: EditionVersion | None = None

    class Meta:
        abstract = True

    def get_conflicts(self) -> list[Issue]:
        """Return the sibling conflicts that block publishing; called while the parent is locked."""
        found = period_taken.find(self.read_content())
        return [each for each in found if each.severity is Severity.ERROR]

    def get_refusals_to_schedule(self) -> list[Issue]:
        """Return what refuses a time to come: a change without its entry, or its permission."""
        return [*explained_changes.find(self.read_content()), *super().get_refusals_to_schedule()]

    def public_page(self, row: Any) -> Any:
        """Return the page as the public sees it or saw it last; None where it never did."""
        return public_page(row) if row else None

    @property
    def index_page(self) -> Any:
        """The page above; of a new page, the one that it is to go below."""
        return self.get_parent() if self.path else getattr(self, "_cached_parent_obj", None)

    def keep_published(self, content: EditionContent) -> None:
        """Put back the entries of published changes, and drop what answers no change."""
        if is_system() or not (self.first_published_at or self.changes):
            return
        live = content.public
        if not (self.changes or (live and live.page.changes)) or content.follows_source:
            return
        kept = kept_changes(content)
        if kept != self._meta.get_field(FIELD).get_prep_value(self.changes):
            self.changes = kept

    def keep_what_was_public(self, content: EditionContent, *, is_withdrawn: bool) -> None:
        """Keep the edition as readers have it where its figures change, or it is withdrawn.

        What a withdrawn edition was is what its next publication is compared with; it is kept no
        longer if nothing differs then.
        """
        before = content.public
        if before is None or not before.page.live:
            return
        changed, version = differences(content), before.page.version
        if not (is_withdrawn or changed or version) or content.follows_source:
            return
        change_ids = [entry.id for entry in own_entries(content)]
        if is_withdrawn:
            keep_version(self, withdrawn=True)
        elif version is None:
            keep_version(self, change_ids=change_ids)
        elif changed:
            version.withdrawn, version.change_ids = False, change_ids
            version.save()
        else:
            version.delete()

    @transaction.atomic
    def withdraw(self, reason: str, user: Any = None) -> None:
        """Unpublish the edition in each of its languages, and show the reason at their addresses."""
        self.unpublish(user=user)
        for version in self.get_translations().filter(live=True).specific():
            version.unpublish(user=user)
        give_reason(self, reason)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route to the page, to an address below it, or to the notice of its withdrawal."""
        return notice_at(self, path_components) or super().route(request, path_components)

    @property
    def period(self) -> Period | None:
        """The period, or None while it is incomplete or reversed."""
        start, end = self.period_start, self.period_end
        return Period(start, end) if start and end and start <= end else None

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        # Wagtail asks for one where nobody has chosen any.
        slug: str = super()._get_autogenerated_slug(self.period.slug if self.period else base_slug)
        return slug

    def get_admin_display_title(self) -> str:
        """Return the title followed by the period, unless the title already contains it."""
        title: str = super().get_admin_display_title()
        if self.period is None:
            return title
        period = format_period(self.period, self.locale.language_code)
        return title if period in title else f"{title} ({period})"

    def get_reading_context(self, request: HttpRequest | None) -> dict[str, Any]:
        """What a template needs: `reading`, `notice`, `sections`, `downloads`, `changes`, `period_text`.

        Besides what `index_context` has of the page above.
        """
        reading = PageReading.of(self, request)
        above = PageReading.of(self.get_parent().specific, request)
        if hasattr(above.page_instance, "ways_to_help"):
            reading.load_with(above)
        else:
            # A site's own page: nothing of it stands in the edition.
            _ = reading.around
            reading.load()
        return {
            "reading": reading,
            "notice": notice_of(reading),
            # Not asked for on paper.
            "downloads": SimpleLazyObject(partial(downloads_of, self, request, reading.language)),
            "changes": changes_and_versions(self, reading, request),
            "sections": list(sections_of(reading)),
            "period_text": format_period(self.period, reading.language) if self.period else "",
            **index_context(above),
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the reading, the other editions and the page's languages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(self.get_reading_context(request))
        reading = context["reading"]
        live = live_editions(self.get_parent())
        links = edition_links(live, reading.language, request)
        # Of a draft there is none.
        places = [place for place, each in enumerate(live) if each.pk == self.pk]
        own = [links[place] for place in places]
        languages = as_they_were(self, languages_of(reading))
        return context | {
            "page_texts": reading.page_texts,
            "editions": [each for each in links if each not in own],
            "ruler": [each for place in places for each in links[max(place - 1, 0) : place + 2]],
            "own": own,
            "newest": links[:1],
            "alternates": languages,
            "metadata": PageMetadata(
                self,
                request,
                reading=reading,
                languages=languages,
                downloads=context["downloads"],
            ),
        }


class ResultsPage(ResultsPageMixin, Page):
    """One edition of an organisation's results."""

    page_ptr = page_link()
    body: Any = StreamField(ResultsStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, *ResultsPageMixin.results_panels]
    api_fields: ClassVar = ResultsPageMixin.results_api_fields
    parent_page_types: ClassVar = ["results.ResultsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "results/results_page.html"
    page_description = _("The results of one period, composed of blocks.")

    class Meta:
        verbose_name = _("results page")
        verbose_name_plural = _("results pages")
        permissions: ClassVar = [("change_published_figures", "Can change published figures")]
