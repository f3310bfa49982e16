"""wagtail-localize's views with permission checks per language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404
from django.urls import path

from wagtail.models import Page
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from ..exchange.upload_screen import download
from ..saving import is_ours
from ..sync.source import sync_source
from ..views import ShowsRefusals
from .publish_all_screen import PublishAllScreen
from .rights import check_submission, check_sync, on_existing_pages, when_public_by_publishers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern


class SubmitView(ShowsRefusals, SubmitPageTranslationView):
    """wagtail-localize's "Translate this page"."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Submit the page if the user may do so for all the chosen languages."""
        if isinstance(self.object, Page):
            check_submission(self.object, form.cleaned_data["locales"], self.request.user)
        return super().form_valid(form)


class SyncView(ShowsRefusals, UpdateTranslationsView):
    """wagtail-localize's "Sync translated pages"."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 404 if the source is gone."""
        try:
            self.get_object().get_source_instance()
        except ObjectDoesNotExist as error:
            raise Http404 from error
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Sync the translations, for those who may."""
        publish = form.cleaned_data["publish_translations"]
        check_sync(self.object, self.request.user, publish=publish)
        with transaction.atomic():
            if is_ours(self.object):
                sync_source(self.object)
            return super().form_valid(form)


_TRANSLATION = "localize/translate/<int:translation_id>/"
OF_ONE_TRANSLATION = (
    ("strings/<int:string_segment_id>/edit/", edit_translation.edit_string_translation),
    ("overrides/<int:overridable_segment_id>/edit/", edit_translation.edit_override),
    ("pofile/download/", download),
    ("pofile/upload/", edit_translation.upload_pofile),
    ("machine_translate/", edit_translation.machine_translate),
    ("preview/", edit_translation.preview_translation),
    ("preview/<str:mode>/", edit_translation.preview_translation),
    ("disable/", edit_translation.stop_translation),
)


def addresses() -> list[URLPattern]:
    """Return the URLs of our screen and of wagtail-localize's views, which must come before its own."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitView.as_view()),
        path("localize/update/<int:translation_source_id>/", SyncView.as_view()),
        path(
            "localize/page/<int:page_id>/convert_to_alias/",
            when_public_by_publishers(convert.convert_to_alias),
        ),
        path(
            "results/publish-all/<int:page_id>/",
            PublishAllScreen.as_view(),
            name="results_publish_all",
        ),
        *(path(_TRANSLATION + rest, on_existing_pages(view)) for rest, view in OF_ONE_TRANSLATION),
    ]
