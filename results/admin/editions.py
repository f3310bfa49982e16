"""Editions in Wagtail's admin: their list, the beginning of the next one, and the end of one."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..blocks.body import REASON_LENGTH
from ..models import ResultsPage, ResultsPageMixin
from ..models.index import ResultsIndexPageMixin
from ..models.navigation import live_editions
from ..models.next_edition import has_next, start_next_edition
from ..models.versions import give_reason
from ..publishing.people import visible_pages
from ..publishing.steps import content_types
from ..quantities import format_period
from ..quantities.periods import next_period
from ..record.models import is_source


def _period(page: Any) -> str:
    return format_period(page.period, page.locale.language_code) if page.period else "–"


class ResultsListingViewSet(PageListingViewSet):
    """Editions of every index page and language, newest period first."""

    model = ResultsPage
    icon = "results-figures"
    menu_label = gettext_lazy("Results")
    menu_order = 250
    add_to_admin_menu = True
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title"),
        Column("period", label=gettext_lazy("Period"), accessor=_period, sort_key="period_end"),
        Column("locale", label=gettext_lazy("Language"), accessor="locale", sort_key="locale"),
        Column(
            "latest_revision_created_at",
            label=gettext_lazy("Updated"),
            accessor="latest_revision_created_at",
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label=gettext_lazy("Status"), sort_key="live"),
    ]


results_listing = ResultsListingViewSet("results_listing")


def choosable(pages: Any, request: HttpRequest) -> Any:
    """Leave out the results pages that the user may not see; for Wagtail's chooser of pages.

    Raises Http404 where it would list what is below such a page, as it names that page, too.
    """
    ours = Page.objects.filter(content_type__in=content_types())
    hidden = ours.exclude(pk__in=visible_pages(request.user).values("pk"))
    above = request.resolver_match and request.resolver_match.kwargs.get("parent_page_id")
    if above:
        own = page_permission_policy.explorable_instances(request.user)
        if hidden.filter(pk=above).exclude(pk__in=own.values("pk")).exists():
            raise Http404
    return pages.exclude(pk__in=hidden.values("pk"))


class PageScreen(WagtailAdminTemplateMixin, View):
    """A screen about a page, below its editor."""

    @cached_property
    def page(self) -> Any:
        """The page; raises PermissionDenied for those whom `is_open` does not let in."""
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not self.is_open(page):
            raise PermissionDenied
        return page

    def is_open(self, page: Any) -> bool:
        """Whether the user may do it with this page; raises Http404 for one that it is not about."""
        raise NotImplementedError

    @property
    def edit_url(self) -> str:
        """The page editor."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class NextEditionView(PageScreen, TemplateView):
    """Says what the next edition keeps of one; begins it, and opens its form."""

    template_name = "results/admin/next_edition.html"
    header_icon = "calendar-alt"

    def is_open(self, page: Any) -> bool:
        if not _can_be_followed(page):
            raise Http404
        return _may_begin(page, self.request.user)

    def get_page_title(self) -> str:
        return _label(self.page)

    def get_page_subtitle(self) -> str:
        # The title says it already.
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the edition, and both periods in words."""
        said = {"edition": self.page, **_periods(self.page)}
        return super().get_context_data(**kwargs, **said)

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Begin the edition, or say why not."""
        try:
            draft = start_next_edition(self.page, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("wagtailadmin_explore", self.page.get_parent().pk)
        messages.success(
            request,
            _("This is a draft. Type its figures, and tick off each text that still holds."),
        )
        return redirect("wagtailadmin_pages:edit", draft.pk)


def next_edition_button(page: Any, user: Any, **options: Any) -> Iterator[Button]:
    """Yield the button that leads there: on an edition, and on an index for its latest one."""
    edition = page.specific
    if isinstance(edition, ResultsIndexPageMixin):
        edition = next(iter(live_editions(edition)), None)
    if _can_be_followed(edition) and _may_begin(edition, user):
        address = reverse("results_admin:next_edition", args=[edition.pk])
        yield Button(_label(edition), address, icon_name="calendar-alt", priority=18)


def _can_be_followed(page: Any) -> bool:
    """Whether the page is an edition of the source language with a period, and not of the last one."""
    return (
        isinstance(page, ResultsPageMixin)
        and page.period is not None
        and has_next(page.period)
        and page.alias_of_id is None
        and is_source(page)
    )


def _may_begin(edition: Any, user: Any) -> bool:
    return bool(edition.permissions_for_user(user).can_copy_to(edition.get_parent()))


def _periods(edition: Any) -> dict[str, str]:
    language = edition.locale.language_code
    return {
        "before": format_period(edition.period, language),
        "after": format_period(next_period(edition.period), language),
    }


def _label(edition: Any) -> str:
    return _("Start %(after)s from %(before)s") % _periods(edition)


class WithdrawalForm(forms.Form):
    """Why an edition is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Readers see it at the address of the edition."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def ask_why_withdrawn(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Ask whoever unpublishes an edition for the reason, until there is one; a Wagtail hook."""
    if not _is_asked(page):
        return None
    form = WithdrawalForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        return None
    edit_url, title = reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Withdraw the edition")
    return TemplateResponse(
        request,
        "results/admin/withdrawal.html",
        {
            "page": page,
            "form": form,
            "edit_url": edit_url,
            "passed_on": [
                (name, request.POST[name])
                for name in ("next", "include_descendants")
                if request.POST.get(name)
            ],
            "page_title": title,
            "header_icon": "view",
            "breadcrumbs_items": [
                {"url": edit_url, "label": page.get_admin_display_title()},
                {"url": "", "label": title},
            ],
        },
    )


def note_reason(request: HttpRequest, page: Any) -> None:
    """Keep the reason for readers; a Wagtail hook, called once the page is unpublished."""
    if _is_asked(page):
        give_reason(page, request.POST["reason"])


def _is_asked(page: Any) -> bool:
    return isinstance(page, ResultsPageMixin) and not page.read_content().follows_source
