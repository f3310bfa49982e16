"""The accessibility statement of a website or another digital service.

Its parts are those of the Swedish regulations (MDFFS 2019:2) and of the model in Commission
Implementing Decision (EU) 2018/1523.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page, Site, get_page_models

from ..fields import StreamField
from ..findings import Finding, errors_of
from ..models.api_fields import fields
from ..models.editions import alternates
from ..models.forms import ResultsPageForm
from ..models.metadata import PageMetadata
from ..publishing import PublishingMixin
from ..publishing.keys import page_link
from ..reading.provenance import findings_before_public
from ..reading.publicity import without_private
from ..reading.targets import reachable
from . import law
from .blocks import DeficienciesBlock
from .choices import Compliance, Method
from .panels import PANELS
from .rules import statement_findings
from .showing import statement_context

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ..faults import Fault


class AccessibilityStatementMixin(PublishingMixin):
    """Fields and behaviour of a statement, for page types of your own."""

    base_form_class = ResultsPageForm
    # Text that is no prose: results.translation has it follow the source language.
    follows_source: ClassVar = ("standard", "contact_telephone", "contact_address")

    organisation = models.CharField(
        _("organisation"),
        max_length=200,
        help_text=_("Who is behind the service and answers for it."),
    )
    is_voluntary = models.BooleanField(
        _("the law does not apply to us"),
        blank=True,
        default=False,
        help_text=_(
            "Tick it if you are not bound by the law (2018:1937) and publish the statement anyway. "
            "It then speaks of the standard only, and names no authority."
        ),
    )
    service_name = models.CharField(
        _("name of the service"),
        max_length=100,
        help_text=_("The website or app that the statement is about, such as “example.org”."),
    )
    service_url = models.URLField(
        _("address of the service"), max_length=500, blank=True, default=""
    )
    service_published_on = models.DateField(
        _("day on which the service was published"), null=True, blank=True
    )
    compliance = models.CharField(
        _("meets the requirements"),
        max_length=10,
        choices=Compliance.choices,
        default=Compliance.PARTIAL,
        help_text=_(
            "Fully: everything. Partly: most of it, with some deficiencies. Not: most of it "
            "does not."
        ),
    )
    standard = models.CharField(
        _("standard"),
        max_length=200,
        default=law.standard,
        help_text=_("The requirements against which the service was assessed."),
    )
    contact_email = models.EmailField(_("e-mail address"), blank=True, default="")
    contact_telephone = models.CharField(
        _("telephone number"), max_length=30, blank=True, default=""
    )
    contact_form_url = models.URLField(
        _("address of a form"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("A page on which visitors report deficiencies to you."),
    )
    contact_address = models.TextField(
        _("postal address"),
        max_length=400,
        blank=True,
        default="",
    )
    answer_days = models.PositiveSmallIntegerField(
        _("working days to an answer"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Within how many working days you usually answer."),
    )
    authority_name = models.CharField(
        _("supervising authority"),
        max_length=200,
        blank=True,
        default=law.authority_name,
        help_text=_("Check that it is still this one: supervision can move to another authority."),
    )
    authority_url = models.URLField(
        _("address for complaints"),
        max_length=500,
        blank=True,
        default=law.authority_url,
        help_text=_("The page on which the authority takes complaints."),
    )
    deficiencies = StreamField(
        DeficienciesBlock(),
        verbose_name=_("known deficiencies"),
        blank=True,
        help_text=_(
            "All that you know of, one by one. Content that is out of reach because mending it "
            "would be a disproportionate burden, or because the law does not cover it, belongs "
            "here too."
        ),
    )
    assessment_method = models.CharField(
        _("assessed by"),
        max_length=10,
        choices=Method.choices,
        default=Method.SELF,
    )
    assessed_on = models.DateField(
        _("day of the latest assessment"),
        null=True,
        help_text=_("At the latest today. Review the service at least once a year."),
    )
    assessment_notes = models.TextField(
        _("how it was done"),
        max_length=2000,
        blank=True,
        default="",
        help_text=_("Which parts were tested, by whom, and with what."),
    )
    assessment_url = models.URLField(
        _("address of the report"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("Where the report of the assessment can be read."),
    )

    statement_panels: ClassVar = PANELS
    statement_api_fields: ClassVar = [
        *fields("organisation", "is_voluntary", "service_name", "service_url"),
        *fields("service_published_on", "compliance", "standard", "contact_email"),
        *fields("contact_telephone", "contact_form_url", "contact_address", "answer_days"),
        *fields("authority_name", "authority_url", "deficiencies", "assessment_method"),
        *fields("assessed_on", "assessment_notes", "assessment_url"),
    ]

    class Meta:
        abstract = True

    def find_findings(self) -> Iterator[Finding]:
        """Yield the findings of the statement."""
        yield from statement_findings(self)

    def get_refusals(self, *, publishing: bool) -> list[Finding]:
        """Return the findings that block this save (see `results.findings.errors_of`)."""
        return errors_of(self, publishing=publishing)

    def get_refusals_to_go_public(self) -> list[Fault]:
        """Return what refuses a translation that readers do not see yet."""
        return findings_before_public(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the context of `statement_context`, the page's languages and its metadata."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(statement_context(self, request))
        around = context["reading"].around
        context["alternates"] = alternates(self, request, around)
        context["metadata"] = PageMetadata.of(
            self,
            request,
            alternates=context["alternates"],
            reading=context["reading"],
            around=around,
        )
        return context


class AccessibilityStatementPage(AccessibilityStatementMixin, Page):
    """The accessibility statement of one service."""

    page_ptr = page_link()
    content_panels: ClassVar = [
        *Page.content_panels,
        *AccessibilityStatementMixin.statement_panels,
    ]
    api_fields: ClassVar = AccessibilityStatementMixin.statement_api_fields
    subpage_types: ClassVar[list[str]] = []
    template = "results/statements/accessibility_statement_page.html"
    page_description = _("How accessible the site is, with the parts that Swedish law asks for.")

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")


def statement_for(request: HttpRequest, language: str = "") -> Page | None:
    """Return the public accessibility statement of the site, or None.

    In `language`, by default the active one, else in another one. Of several, the first in the page
    tree. One query, besides those of Wagtail for the site.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    wanted = language or get_language() or ""
    roots = tuple(
        found.root_path for found in Site.get_site_root_paths() if found.site_id == site.pk
    )
    types = [model for model in get_page_models() if issubclass(model, AccessibilityStatementMixin)]
    found = [
        page
        for page in without_private(Page.objects.type(*types).filter(reachable()))
        .select_related("locale")
        .order_by("path")
        if page.url_path.startswith(roots)
    ]
    in_language = (page for page in found if page.locale.language_code == wanted)
    return next(in_language, found[0] if found else None)
