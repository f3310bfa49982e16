"""wagtail-localize's views, with a permission check for each language instead of one for all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from ..exchange.screens import DownloadScreen, UploadScreen
from ..localize.source import sync_source
from ..saving import as_message, collecting_refusals, is_ours
from ..segments import restoring_into
from .publish_all import PublishAllScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.urls import URLPattern

    View = Callable[..., HttpResponseBase]


def on_existing_pages(view: View) -> View:
    """A view of one translation in its language, answering 404 when its page or source is gone.

    wagtail-localize checks the right to edit the page, but fails if there is no page.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, translation_id: int, **options: Any) -> HttpResponseBase:
        translations = Translation.objects.select_related(
            "source__specific_content_type", "target_locale"
        )
        translation = get_object_or_404(translations, pk=translation_id)
        try:
            translation.get_target_instance()
            translation.source.get_source_instance()
        except ObjectDoesNotExist as error:
            raise Http404 from error
        with restoring_into(translation.target_locale):
            return view(request, translation_id, **options)

    return wrapped


def for_ours(screen: View, plain: View) -> View:
    """A screen of ours for pages of ours, wagtail-localize's view for everything else."""

    def view(request: HttpRequest, translation_id: int) -> HttpResponseBase:
        translations = Translation.objects.select_related("source__specific_content_type")
        source = get_object_or_404(translations, pk=translation_id).source
        return (screen if is_ours(source) else plain)(request, translation_id=translation_id)

    return view


def with_a_file(view: View) -> View:
    """A view of an upload that says so where no file was chosen."""

    @wraps(view)
    def wrapped(request: HttpRequest, translation_id: int) -> HttpResponseBase:
        if request.method != "POST" or "file" in request.FILES:
            return view(request, translation_id=translation_id)
        messages.error(request, _("Choose a PO file."))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")

    return wrapped


def when_public_by_publishers(view: View) -> View:
    """Let only users who may publish a public page use a view that changes it."""

    @wraps(view)
    def wrapped(request: HttpRequest, page_id: int) -> HttpResponseBase:
        page = get_object_or_404(Page, pk=page_id)
        if page.live and not page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return view(request, page_id)

    return wrapped


def _place_for(page: Any, locale: Locale) -> Any:
    """Return the page's version in the language, or the page below which it would be made.

    Without any page in that language, it is the page itself.
    """
    for each in (page, *reversed(page.get_ancestors())):
        if not each.is_root() and (version := each.get_translation_or_none(locale)):
            return version
    return page


class ShowsRefusals:
    """Show refusals in a view of wagtail-localize that would swallow them."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        with collecting_refusals() as refusals:
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        for refused in refusals:
            messages.error(self.request, as_message(refused))
        return response


class SubmitView(ShowsRefusals, SubmitPageTranslationView):
    """wagtail-localize's "Translate this page"."""

    def get_object(self) -> Any:
        """The page; raise PermissionDenied if the user may translate it into no language at all."""
        page = super().get_object()
        others = Locale.objects.exclude(pk=page.locale_id)
        if not (self._edits(page) or any(self._edits(_place_for(page, each)) for each in others)):
            raise PermissionDenied
        return page

    def form_valid(self, form: Any) -> HttpResponse:
        """Submit the page if the user may do so for all the chosen languages.

        The user must be able to edit the page, or the place where its translation will be, and to
        publish there if the translation is public at once.
        """
        page = self.object
        is_public = page.live and getattr(
            settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True
        )
        for locale in form.cleaned_data["locales"]:
            place = _place_for(page, locale)
            if is_public and not place.permissions_for_user(self.request.user).can_publish():
                raise PermissionDenied
            if not (self._edits(page) or self._edits(place)):
                raise PermissionDenied
        return super().form_valid(form)

    def _edits(self, page: Any) -> bool:
        return bool(page.permissions_for_user(self.request.user).can_edit())


class SyncView(ShowsRefusals, UpdateTranslationsView):
    """wagtail-localize's "Sync translated pages"."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 404 if the source is gone.

        Raises PermissionDenied unless the user may edit the source or one of its translations.
        """
        source = self.get_object()
        try:
            self.original = source.get_source_instance()
        except ObjectDoesNotExist as error:
            raise Http404 from error
        self.testers = []
        if isinstance(self.original, Page):
            targets = source.translations.filter(enabled=True).values("target_locale")
            pages = self.original.get_translations().filter(
                locale__in=targets, alias_of__isnull=True
            )
            self.testers = [page.permissions_for_user(request.user) for page in pages]
            own = self.original.permissions_for_user(request.user)
            if not any(each.can_edit() for each in [own, *self.testers]):
                raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Sync the translations; publishing them takes the right to publish all of them."""
        publish = form.cleaned_data["publish_translations"]
        if publish and not all(each.can_publish() for each in self.testers):
            raise PermissionDenied
        with transaction.atomic():
            if is_ours(self.object):
                sync_source(self.object)
            return super().form_valid(form)


# Below "localize/translate/<int:translation_id>/".
OF_ONE_TRANSLATION = (
    ("strings/<int:string_segment_id>/edit/", edit_translation.edit_string_translation),
    ("overrides/<int:overridable_segment_id>/edit/", edit_translation.edit_override),
    (
        "pofile/download/",
        for_ours(DownloadScreen.as_view(), edit_translation.download_pofile),
    ),
    ("machine_translate/", edit_translation.machine_translate),
    ("preview/", edit_translation.preview_translation),
    ("preview/<str:mode>/", edit_translation.preview_translation),
    ("disable/", edit_translation.stop_translation),
)


def addresses() -> list[URLPattern]:
    """Return the URLs of our screen and of wagtail-localize's views, which must come before its own."""
    translation = "localize/translate/<int:translation_id>/"
    upload = for_ours(UploadScreen.as_view(), with_a_file(edit_translation.upload_pofile))
    return [
        path(translation + "pofile/upload/", upload),
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
        *(path(translation + rest, on_existing_pages(view)) for rest, view in OF_ONE_TRANSLATION),
    ]
