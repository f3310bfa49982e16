"""The screen that publishes a page with its translations, and the button that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ..admin.screen import breadcrumbs_to
from ..readiness import (
    Readiness,
    accepting_untranslated,
    faults_in,
    publishing_because,
    readiness_of,
    reason_in,
)
from ..refusals import sentences
from ..strings.checking import recount
from ..tables import translation_to
from .publish_all import (
    NotAllPublished,
    is_later,
    may_publish_all,
    publish_all,
    translations_of,
)
from .versions import versions_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from wagtail_localize.models import Translation

    from ...publishing import Refused

BUTTON = "action-publish-all"


class PublishAllItem(ActionMenuItem):
    """A button in the editor of a source, for users who may publish all its translations."""

    label = gettext_lazy("Publish with its translations")
    name = BUTTON
    icon_name = "upload"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        page = context["page"]
        versions = translations_of(page)
        return bool(versions) and may_publish_all(page, versions, context["request"].user)


def lead_to_screen(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Redirect to the screen after that button has saved a draft; for the hook `after_edit_page`."""
    if BUTTON not in request.POST:
        return None
    return redirect("results_publish_all", page.pk)


class PublishAllScreen(WagtailAdminTemplateMixin, View):
    """Show what will be published, publish it, or say why it was refused."""

    header_icon = "upload"
    page_title = gettext_lazy("Publish with its translations")
    template_name = "results/lifecycle/publish_all.html"

    @cached_property
    def page(self) -> Any:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        return page.get_latest_revision_as_object()

    @cached_property
    def versions(self) -> list[Page]:
        return translations_of(self.page)

    @cached_property
    def readiness(self) -> dict[int, Readiness]:
        """What is open in the versions that readers do not see yet, by page."""
        found = {each.pk: readiness_of(each) for each in self.versions}
        return {pk: readiness for pk, readiness in found.items() if readiness is not None}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.versions or not may_publish_all(self.page, self.versions, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        return self._show([])

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Publish all, or show for each language why it was refused."""
        later = is_later(self.page)
        reason = reason_in(request)
        if not reason and any(_differences(translation_to(each)) for each in self.versions):
            messages.error(request, _("Say why the texts are right."))
            return self._show([])
        accepted = "untranslated" in request.POST
        if not accepted and any(found.missing for found in self.readiness.values()):
            messages.error(
                request, _("Confirm that texts which are not translated may be published.")
            )
            return self._show([])
        try:
            with publishing_because(reason), accepting_untranslated(accepted):
                publish_all(Page.objects.get(pk=page_id), request.user)
        except NotAllPublished as error:
            messages.error(request, _("Nothing was published: not all languages can be."))
            return self._show(error.refused)
        messages.success(
            request,
            _("The page and its translations have got their time.")
            if later
            else _("The page and its translations are published."),
        )
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def get_page_subtitle(self) -> str:
        title: str = self.page.get_admin_display_title()
        return title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        last = {"label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *breadcrumbs_to(self.page), {"url": "", **last}]

    def _show(self, refused: Iterable[Refused]) -> HttpResponse:
        reasons = {why.page.pk: list(sentences(why)) for why in refused}
        family = versions_of([self.page])[self.page.pk]
        rows = [
            {
                "page": page,
                "reasons": reasons.get(page.pk),
                # None for a page that was written by hand.
                "status": (translation := translation_to(page)) and recount(translation),
                "differences": _differences(translation),
                "translation": translation,
                "readiness": self.readiness.get(page.pk),
            }
            for page in (self.page, *self.versions)
        ]
        context = self.get_context_data(
            page=self.page,
            later=is_later(self.page),
            rows=rows,
            has_differences=any(row["differences"] for row in rows),
            has_missing=any(found.missing for found in self.readiness.values()),
            aliases=[each.locale.get_display_name() for each in family if each.alias_of_id],
        )
        return self.render_to_response(context)


def _differences(translation: Translation | None) -> list[str]:
    """Return sentences about numbers, links and terms."""
    faults = faults_in(translation) if translation else []
    return [each.message for fault in faults for each in fault.certain]
