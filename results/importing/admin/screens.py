"""The screens where a document is chosen, and where an imported draft is taken back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ...models import ResultsIndexPageMixin
from ..drafting import Place, Source, already_imported, place_for, undo, why_not_undo
from ..drafting.undoing import was_edited
from ..drafting.writing import check_free
from ..errors import ImportRefused
from ..keeping import packed
from ..models import DocumentImport, Upload
from ..reading.apart import read_apart
from ..suggesting import ask
from .forms import UploadForm


class ImportScreen(WagtailAdminTemplateMixin, View):
    """A screen of an import below an index page that the person may add pages to."""

    page_title = gettext_lazy("New edition from document")
    header_icon = "upload"

    @property
    def user(self) -> Any:
        """The person; the admin's addresses let nobody else in."""
        return self.request.user

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Redirect, with a message, where the index page is gone."""
        if self.index is None:
            messages.error(request, _("The page to create the edition under no longer exists."))
            return redirect("wagtailadmin_explore_root")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def index(self) -> Any:
        """The index page, None where it is gone.

        Raises PermissionDenied for a page of another type, and where the person may add nothing.
        """
        page = Page.objects.filter(pk=self.kwargs["index_id"]).first()
        page = page and page.specific
        if page is not None and not (
            isinstance(page, ResultsIndexPageMixin)
            and page.permissions_for_user(self.user).can_add_subpage()
        ):
            raise PermissionDenied
        return page

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        explore = reverse("wagtailadmin_explore", args=[self.index.pk])
        return [
            *self.breadcrumbs_items,
            {"url": explore, "label": self.index.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def explain(self, error: ImportRefused) -> str:
        """The reason, with a link to the edition that is in the way where the user may edit it."""
        page = error.page
        if page is None or not page.permissions_for_user(self.user).can_edit():
            return str(error)
        return format_html(
            '{} <a href="{}">{}</a>',
            str(error),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            _("View that edition"),
        )


def check_new(source: Source, place: Place) -> None:
    """Raise ImportRefused where the document was imported for the period, or that has an edition."""
    known = already_imported(source, place)
    if known is not None and known.page is not None:
        raise ImportRefused(
            _("This document was imported before, as “%(title)s”.") % {"title": known.page.title},
            "imported_before",
            page=known.page.specific,
        )
    check_free(place)


class UploadScreen(ImportScreen):
    """A document and its year."""

    template_name = "results/importing/upload.html"

    def get(self, request: HttpRequest, index_id: int) -> HttpResponse:
        return self._show(UploadForm())

    def post(self, request: HttpRequest, index_id: int) -> HttpResponse:
        """Store the document for the review, or show beside a field what is wrong."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        file, year = form.cleaned_data["document"], form.cleaned_data["year"]
        again = form.cleaned_data["again"]
        source = Source(file.read(), file.name)
        try:
            place = place_for(self.index, year, self.user)
            if not again:
                check_new(source, place)
            document = read_apart(source.content, source.name, place.language)
            ask(document)
            upload = Upload(
                user=self.user,
                index_id=self.index.pk,
                file_name=source.short_name,
                content=source.content,
                year=year,
                again=again,
                document=packed(document),
            )
        except ImportRefused as error:
            form.refuse(error, self.explain(error))
            return self._show(form)
        upload.save()
        upload.make_room()
        return redirect("results_importing:review", index_id=self.index.pk, upload_id=upload.pk)

    def _show(self, form: UploadForm) -> HttpResponse:
        form.point_at_errors()
        begun = Upload.objects.kept().filter(user_id=self.user.pk, index_id=self.index.pk)
        context = self.get_context_data(
            form=form, index=self.index, begun=begun.light().order_by("pk").last()
        )
        return self.render_to_response(context)


class UndoScreen(WagtailAdminTemplateMixin, View):
    """Takes an imported draft back, after a question."""

    template_name = "results/importing/undo.html"
    page_title = gettext_lazy("Undo the import")
    header_icon = "undo"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Redirect, with a message, where the draft is gone."""
        if self.record is None:
            messages.warning(request, _("The edition has already been deleted."))
            return redirect("wagtailadmin_explore_root")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def record(self) -> Any:
        """The import, None where its draft is gone.

        Raises PermissionDenied for a person who may not delete the draft.
        """
        record = DocumentImport.objects.filter(
            pk=self.kwargs["record_id"], page__isnull=False
        ).first()
        if record is None or record.page is None:
            return None
        if not record.page.specific.permissions_for_user(self.request.user).can_delete():
            raise PermissionDenied
        return record

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        page = self.record.page
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_explore", args=[self.record.index_id]),
                "label": self.record.index.specific_deferred.get_admin_display_title(),
            },
            {
                "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "label": page.specific_deferred.get_admin_display_title(),
            },
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest, record_id: int) -> HttpResponse:
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
        else:
            messages.success(request, _("The draft and its imported images have been deleted."))
        return redirect("wagtailadmin_explore", index_id)
