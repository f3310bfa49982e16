"""The screens of an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ...models import ResultsIndexPageMixin
from ..choosing import choose
from ..drafting import Source, already_imported, make_draft, place_for, undo, why_not_undo
from ..drafting.undoing import was_edited
from ..drafting.writing import check_free
from ..errors import ImportRefused
from ..importing import plan_of
from ..models import DocumentImport, Upload
from .forms import UploadForm, figure_forms
from .showing import Shown

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class ImportView(WagtailAdminTemplateMixin, View):
    """What the screens have in common: an index page that the person may add pages to."""

    page_title: Any = ""
    header_icon = "upload"

    @cached_property
    def index(self) -> Any:
        """The index page; raises PermissionDenied where the person may not add an edition."""
        page = get_object_or_404(Page, pk=self.kwargs["index_id"]).specific
        if not isinstance(page, ResultsIndexPageMixin):
            raise PermissionDenied
        if not page.permissions_for_user(self.request.user).can_add_subpage():
            raise PermissionDenied
        return page

    def get_page_title(self) -> str:
        """The title of the screen."""
        return _("New edition from document")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way from the explorer to here."""
        explore = reverse("wagtailadmin_explore", args=[self.index.pk])
        return [
            *self.breadcrumbs_items,
            {"url": explore, "label": self.index.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]


class UploadView(ImportView):
    """A document and its year."""

    template_name = "results/importing/upload.html"

    def get(self, request: HttpRequest, index_id: int) -> HttpResponse:
        """Show the form."""
        return self._show(UploadForm())

    def post(self, request: HttpRequest, index_id: int) -> HttpResponse:
        """Keep the document for the review, or say beside the field what is wrong with it."""
        index = self.index
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        file, year = form.cleaned_data["document"], form.cleaned_data["year"]
        again = form.cleaned_data["again"]
        source = Source(file.read(), file.name)
        try:
            place = place_for(index, year, request.user)
            if not again:
                _check_new(source, place)
            plan_of(source, place.language, year)
        except ImportRefused as error:
            form.refuse(error)
            return self._show(form)
        upload = Upload.objects.create(
            user=request.user,
            index=index.page_ptr if hasattr(index, "page_ptr") else index,
            file_name=source.short_name,
            content=source.content,
            year=year,
            again=again,
        )
        return redirect("results_importing:review", index_id=index.pk, upload_id=upload.pk)

    def _show(self, form: UploadForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, index=self.index))


class ReviewView(ImportView):
    """What will be made of the document; each figure can be taken, left and mended."""

    template_name = "results/importing/review.html"

    @cached_property
    def upload(self) -> Upload:
        """The document, for the person who uploaded it and nobody else."""
        return get_object_or_404(
            Upload, pk=self.kwargs["upload_id"], user=self.request.user, index_id=self.index.pk
        )

    def get(self, request: HttpRequest, index_id: int, upload_id: int) -> HttpResponse:
        """Show what will be made."""
        plan = self._plan()
        return self._show(plan, dict(figure_forms(plan)))

    def post(self, request: HttpRequest, index_id: int, upload_id: int) -> HttpResponse:
        """Make the draft as decided, or forget the document."""
        upload = self.upload
        if "cancel" in request.POST:
            upload.delete()
            messages.success(request, _("The document was not imported."))
            return redirect("wagtailadmin_explore", self.index.pk)
        plan = self._plan()
        forms = dict(figure_forms(plan, request.POST))
        if not all([form.is_valid() for form in forms.values()]):
            messages.error(request, _("The draft was not made. Mend the figures that are marked."))
            return self._show(plan, forms)
        choose(plan, {name: form.choice for name, form in forms.items()})
        try:
            place = place_for(self.index, upload.year, request.user)
            outcome = make_draft(plan, self._source(), place, request.user, again=upload.again)
        except ImportRefused as error:
            messages.error(request, str(error))
            return self._show(self._plan(), forms)
        upload.delete()
        _tell(request, outcome.page, outcome.record)
        return redirect("wagtailadmin_pages:edit", outcome.page.pk)

    def _source(self) -> Source:
        return Source(bytes(self.upload.content), self.upload.file_name)

    def _plan(self) -> Any:
        return plan_of(self._source(), self.index.locale.language_code, self.upload.year)

    def _show(self, plan: Any, forms: dict[str, Any]) -> HttpResponse:
        context = self.get_context_data(
            shown=Shown(plan, forms, self.index.locale.language_code),
            plan=plan,
            index=self.index,
            upload=self.upload,
        )
        return self.render_to_response(context)


class UndoView(WagtailAdminTemplateMixin, View):
    """Takes an imported draft back, after a question."""

    template_name = "results/importing/undo.html"
    header_icon = "undo"

    @cached_property
    def record(self) -> DocumentImport:
        """The import; a person who may not even see the page learns nothing of it."""
        record = get_object_or_404(DocumentImport, pk=self.kwargs["record_id"], page__isnull=False)
        page = record.page
        if page is None or not page.specific.permissions_for_user(self.request.user).can_delete():
            raise PermissionDenied
        return record

    def get_page_title(self) -> str:
        """The title of the screen."""
        return _("Undo the import")

    def get(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """Ask."""
        return self.render_to_response(
            self.get_context_data(
                record=self.record,
                page=self.record.page,
                reason=why_not_undo(self.record, request.user),
                was_edited=was_edited(self.record),
            )
        )

    def post(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """Delete the draft, or say why not."""
        index_id = self.record.index_id
        try:
            undo(self.record, request.user)
        except ImportRefused as error:
            messages.error(request, str(error))
            return redirect("wagtailadmin_explore", index_id)
        messages.success(request, _("The draft is gone, with the images that came with it."))
        return redirect("wagtailadmin_explore", index_id)


def _check_new(source: Source, place: Any) -> None:
    known = already_imported(source, place)
    if known is not None and known.page is not None:
        raise ImportRefused(
            _("This document was imported before, as “%(title)s”.") % {"title": known.page.title},
            "imported_before",
        )
    check_free(place)


def _tell(request: HttpRequest, page: Any, record: DocumentImport) -> None:
    open_points = len(page.open_points)
    text = _("Draft made of “%(file)s”.") % {"file": record.file_name}
    if open_points:
        text += " " + _("Look at “Still to do” before you publish it.")
    messages.success(
        request,
        text,
        buttons=[messages.button(reverse("results_importing:undo", args=[record.pk]), _("Undo"))],
    )
