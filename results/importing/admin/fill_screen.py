"""The screen on which the empty figures of a draft are filled in from a sheet."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ...models import ResultsPageMixin
from ...record.models import is_source
from ..errors import ImportRefused
from ..sheet import Row, fill, match, read_sheet

SALT = "results.importing.sheet"


class SheetForm(forms.Form):
    """A sheet with figures."""

    sheet = forms.FileField(
        label=gettext_lazy("Sheet"),
        help_text=gettext_lazy(
            "A workbook (.xlsx) or a text with columns (.csv). Its first row names the columns: "
            "“Indicator” or “What is counted”, and “Value”."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        allow_empty_file=True,
    )


class FillScreen(WagtailAdminTemplateMixin, View):
    """A sheet, then what each of its rows is; nothing is written before a person says so."""

    template_name = "results/importing/fill.html"
    page_title = gettext_lazy("Fill in figures from a sheet")
    header_icon = "table"

    @cached_property
    def edition(self) -> Any:
        """The draft; raises Http404 for another page, PermissionDenied where it may not be edited."""
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, ResultsPageMixin):
            raise Http404
        if not may_fill(page, self.request.user):
            raise PermissionDenied
        return page.get_latest_revision_as_object()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.edition.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.edition.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        return self._show(form=SheetForm())

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show the rows of a sheet, or fill in those that were chosen."""
        if "rows" in request.POST:
            return self._fill(request)
        form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                content = form.cleaned_data["sheet"].read()
                rows = read_sheet(content, self.edition.locale.language_code)
            except ImportRefused as error:
                form.add_error("sheet", str(error))
            else:
                return self._show(
                    matches=match(self.edition, rows),
                    rows=signing.dumps(rows, salt=SALT, compress=True),
                )
        return self._show(form=form)

    def _fill(self, request: HttpRequest) -> HttpResponse:
        try:
            sent = signing.loads(request.POST["rows"], salt=SALT, max_age=24 * 60 * 60)
        except signing.BadSignature:
            messages.error(request, _("Too much time has passed. Choose the sheet once more."))
            return redirect("results_importing:fill", self.edition.pk)
        rows, lines = [Row(*row) for row in sent], set(request.POST.getlist("line"))
        chosen = {row.line for row in rows if str(row.line) in lines}
        count = fill(self.edition, rows, chosen, request.user)
        messages.success(
            request,
            ngettext("%(count)d figure was filled in.", "%(count)d figures were filled in.", count)
            % {"count": count},
        )
        return redirect("wagtailadmin_pages:edit", self.edition.pk)

    def _show(self, **context: Any) -> HttpResponse:
        shown = self.get_context_data(edition=self.edition, **context)
        return self.render_to_response(shown)


def may_fill(edition: Any, user: Any) -> bool:
    """Whether the edition is the user's to edit, and its figures do not follow another language."""
    return bool(
        edition.alias_of_id is None
        and is_source(edition)
        and edition.permissions_for_user(user).can_edit()
    )
