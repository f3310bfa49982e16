"""Publish a page with all its translations, now or at a set time, on one screen: all of them, or none."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.locks import ScheduledForPublishLock
from wagtail.log_actions import LogContext
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from ...languages.localized import along_with_source, translation_to
from ...languages.standing import languages_of
from ...publishing import Refused
from ..admin.screen import breadcrumbs_to
from ..localize.source import update_strings
from ..readiness import (
    Readiness,
    accepting_untranslated,
    publishing_because,
    readiness_of,
    reason_in,
)
from ..saving import as_refused, check, save_translation, sentences, set_errors, translated_page
from .acts import versions_of

# The scheduler goes by time. It is to come to the source first, and to the others in the same run.
AFTER_SOURCE = timedelta(microseconds=1)
BUTTON = "action-publish-all"


class NotAllPublished(Exception):
    """Raised when a page or one of its translations was refused; nothing has been published."""

    def __init__(self, refused: list[Refused]) -> None:
        super().__init__(refused)
        self.refused = refused


def translations_of(page: Any) -> list[Page]:
    """Return the language versions that are published with the page, none unless it is a source.

    Aliases follow by themselves.
    """
    return [each for each in versions_of([page]).get(page.pk, []) if not each.alias_of_id]


def may_publish_all(page: Any, versions: Sequence[Any], user: Any) -> bool:
    """Return whether the user may publish the page and each version, and none is locked.

    The lock of a scheduled page does not count: the new schedule replaces it.
    """
    return all(
        each.permissions_for_user(user).can_publish() and not _is_locked(each, user)
        for each in (page, *versions)
    )


def is_later(page: Any) -> bool:
    """Return whether the latest revision of the page is scheduled for later."""
    return page.go_live_at is not None and page.go_live_at > timezone.now()


def publish_all(page: Any, user: Any) -> None:
    """Publish the latest revision of the page and all its translations as they are now.

    If that revision has a time in the future, all are scheduled for it. Raises NotAllPublished with
    the reasons for each language, and shows them beside the strings that cause them.
    """
    refused: list[Refused] = []
    with transaction.atomic():
        source, revision_id = _published_source(page, user, refused)
        for version in translations_of(page):
            try:
                # Each in a context of its own, or the history would show one language's entry only.
                with (
                    transaction.atomic(),
                    LogContext(user=user),
                    along_with_source(revision_id or True),
                ):
                    _publish(version, source, user)
            except ValidationError as error:
                refused.append(as_refused(version.specific, error))
        if refused:
            transaction.set_rollback(True)
    # What was shown beside strings on the way is gone with everything else.
    for why in refused:
        if translation := translation_to(why.page):
            set_errors(translation.source, translation.target_locale, why)
    if refused:
        raise NotAllPublished(refused)


def _is_locked(page: Any, user: Any) -> bool:
    lock = page.get_lock()
    if lock is None or isinstance(lock, ScheduledForPublishLock):
        return False
    return bool(lock.for_user(user))


def _published_source(page: Any, user: Any, refused: list[Refused]) -> tuple[Any, int | None]:
    """Publish the page; return it as it is or will be, to be translated, and its revision."""
    try:
        with transaction.atomic():
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            source = revision.as_object()
            revision.publish(user=user)
    except ValidationError as error:
        refused.append(as_refused(page.specific, error))
        return page.specific, None
    return source, revision.pk


def _publish(version: Page, source: Any, user: Any) -> None:
    translation = translation_to(version)
    if is_later(source):
        _schedule(version, translation, source, user)
        return
    Page.objects.filter(pk=version.pk).update(go_live_at=source.go_live_at)
    if translation is None:
        _written_by_hand(version, source, user).publish(user=user)
        return
    update_strings(source)
    save_translation(
        translation.source, translation.target_locale, user, publish=True, fallback=True
    )


def _schedule(version: Page, translation: Translation | None, source: Any, user: Any) -> None:
    if translation is None:
        revision = _written_by_hand(version, source, user)
        check(revision.as_object(), publish=True)
    else:
        page = _translation_of_the_future(translation, source)
        check(page, publish=True)
        page.go_live_at, page.expire_at = source.go_live_at, source.expire_at
        revision = page.save_revision(user=user)
    revision.publish(user=user)
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=source.go_live_at + AFTER_SOURCE
    )


def _written_by_hand(version: Page, source: Any, user: Any) -> Revision:
    """Return the version's latest revision with the times of the source."""
    page = version.get_latest_revision_as_object()
    latest = version.get_latest_revision()
    if latest and (page.go_live_at, page.expire_at) == (source.go_live_at, source.expire_at):
        return latest
    page.go_live_at, page.expire_at = source.go_live_at, source.expire_at
    return page.save_revision(user=user)


def _translation_of_the_future(translation: Translation, source: Any) -> Any:
    """Return the translated page, not saved, as if the source were public already.

    The stored strings stay those of the public source, lest a translator publishes too early what
    the source does not say yet.
    """
    with transaction.atomic():
        update_strings(source)
        page = translated_page(translation.source, translation.target_locale, fallback=True)
        transaction.set_rollback(True)
    return page


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
        """What is open in the versions that are made of texts, by page."""
        found = {each: translation_to(each) for each in self.versions}
        return {page.pk: readiness_of(page, made) for page, made in found.items() if made}

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
        if not reason and any(found.faulty for found in self.readiness.values()):
            messages.error(request, _("Explain why the texts are right."))
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
            _("The page and its translations have been scheduled.")
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
        languages = languages_of([self.page]).get(self.page.translation_key, [])
        standing = {row.item.pk: row for row in languages}
        rows = [
            {
                "page": page,
                "reasons": reasons.get(page.pk),
                # None for a page that was written by hand.
                "standing": standing[page.pk] if page.pk in self.readiness else None,
                "readiness": self.readiness.get(page.pk),
            }
            for page in (self.page, *self.versions)
        ]
        context = self.get_context_data(
            page=self.page,
            later=is_later(self.page),
            rows=rows,
            has_differences=any(found.faulty for found in self.readiness.values()),
            has_missing=any(found.missing for found in self.readiness.values()),
            aliases=[each.locale.get_display_name() for each in family if each.alias_of_id],
        )
        return self.render_to_response(context)
