"""Permission checks per language, where wagtail-localize has one for all languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from ..blocks.target_locale import restoring_into

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wagtail.models import Locale

    View = Callable[..., HttpResponse]


def on_existing_pages(view: View) -> View:
    """A view of one translation in its language, answering 404 when its page or source is gone.

    wagtail-localize checks the right to edit the page, but fails if there is no page.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, translation_id: int, **options: Any) -> HttpResponse:
        translation = get_object_or_404(
            Translation.objects.select_related("source"), pk=translation_id
        )
        try:
            translation.get_target_instance()
            translation.source.get_source_instance()
        except ObjectDoesNotExist as error:
            raise Http404 from error
        with restoring_into(translation.target_locale):
            return view(request, translation_id, **options)

    return wrapped


def when_public_by_publishers(view: View) -> View:
    """Let only users who may publish a public page use a view that changes it."""

    @wraps(view)
    def wrapped(request: HttpRequest, page_id: int) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_id)
        if page.live and not page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return view(request, page_id)

    return wrapped


def check_submission(page: Any, locales: Iterable[Locale], user: Any) -> None:
    """Raise PermissionDenied unless the user may submit the page for these languages.

    The user must be able to edit the page, or the place where its translation will be, and to
    publish there if the translation is public at once.
    """
    is_public = page.live and getattr(
        settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True
    )
    edits_source = page.permissions_for_user(user).can_edit()
    for locale in locales:
        tester = _place_for(page, locale).permissions_for_user(user)
        if is_public and not tester.can_publish():
            raise PermissionDenied
        if not edits_source and not tester.can_edit():
            raise PermissionDenied


def check_sync(source: TranslationSource, user: Any, *, publish: bool) -> None:
    """Raise PermissionDenied unless the user may sync, and publish, all translations of a page.

    Syncing takes the right to edit the source or one of the translations, publishing the right to
    publish all of them.
    """
    original = source.get_source_instance()
    if not isinstance(original, Page):
        return
    targets = source.translations.filter(enabled=True).values("target_locale")
    translations = Page.objects.filter(
        translation_key=source.object_id, locale__in=targets, alias_of__isnull=True
    )
    testers = [page.permissions_for_user(user) for page in translations]
    if not any(each.can_edit() for each in [original.permissions_for_user(user), *testers]):
        raise PermissionDenied
    if publish and not all(each.can_publish() for each in testers):
        raise PermissionDenied


def _place_for(page: Any, locale: Locale) -> Any:
    """Return the page's version in the language, or the page below which it would be made.

    Without any page in that language, it is the page itself.
    """
    for each in (page, *reversed(page.get_ancestors())):
        if not each.is_root() and (version := each.get_translation_or_none(locale)):
            return version
    return page
