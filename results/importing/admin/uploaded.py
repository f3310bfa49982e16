"""The screens of a document that was uploaded."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.admin import messages

from ..document import Document
from ..keeping import unpacked
from ..models import DocumentImport, Upload
from .screens import ImportScreen


class UploadedScreen(ImportScreen):
    """A screen of a document for the person who uploaded it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Redirect to the upload where the document is no longer kept."""
        if self.index is None:
            return super().dispatch(request, *args, **kwargs)
        if self.upload is None:
            return self.gone()
        if request.method == "POST" and "cancel" in request.POST:
            self.upload.delete()
            messages.success(request, _("The document was not imported."))
            return redirect("wagtailadmin_explore", self.index.pk)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def upload(self) -> Any:
        """The document, for the person who uploaded it and nobody else; None where it is gone."""
        return (
            Upload.objects.kept()
            .filter(pk=self.kwargs["upload_id"], user_id=self.user.pk, index_id=self.index.pk)
            .light()
            .first()
        )

    @property
    def language(self) -> str:
        """That of the document."""
        return str(self.index.locale.language_code)

    @cached_property
    def document(self) -> Document:
        """What was read."""
        return unpacked(bytes(self.upload.document))

    def address(self, name: str) -> str:
        """The address of a screen of this document."""
        return reverse(f"results_importing:{name}", args=[self.index.pk, self.upload.pk])

    def gone(self) -> HttpResponse:
        """Lead back with the reason, and to the draft that it may have become."""
        made = DocumentImport.objects.filter(
            index_id=self.index.pk,
            user_id=self.user.pk,
            page__isnull=False,
            state=DocumentImport.State.MADE,
        ).last()
        buttons = []
        if made is not None:
            url = reverse("wagtailadmin_pages:edit", args=[made.page_id])
            buttons.append(messages.button(url, _("Open your latest draft")))
        messages.warning(
            self.request,
            _(
                "That document is no longer kept: it has become a draft, was not imported, was "
                "uploaded more than a week ago, or you have uploaded another since."
            ),
            buttons=buttons,
        )
        return redirect("results_importing:upload", self.index.pk)
