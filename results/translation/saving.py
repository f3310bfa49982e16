"""Save a translation as Wagtail's own editor saves a page: a revision, then published.

wagtail-localize writes the translated content to the page itself first, also when it is live and
only a draft was asked for, so that unfinished sentences became public; and it publishes after the
commit, where a refusal reaches nobody but the server's log. For the page types of ours,
`TranslationSource.create_or_update_translation` is replaced by `save_translation`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.text import slugify

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.coreutils import find_available_slug
from wagtail_localize.models import TranslationLog, TranslationSource

from ..models import ResultsPageMixin
from ..publishing import Refused
from ..publishing.refusals import refusals_of
from .blocks import OURS
from .refusals import as_findings, as_refused, report, set_errors
from .segments import restoring_into
from .sync.source import sync_privacy, sync_strings
from .work_state import along_unless_said, is_untouched

if TYPE_CHECKING:
    from wagtail.models import Locale


def saving(plain: Callable[..., Any]) -> Callable[..., Any]:
    """Take the place of wagtail-localize's saving, for pages of ours only."""

    def create_or_update_translation(self: Any, locale: Locale, *args: Any, **options: Any) -> Any:
        save = save_translation if is_ours(self) else plain
        with restoring_into(locale), along_unless_said():
            return save(self, locale, *args, **options)

    return create_or_update_translation


def refreshing(plain: Callable[[Any], None]) -> Callable[[Any], None]:
    """Refresh the strings of our pages in a few queries."""

    def refresh_segments(self: Any) -> None:
        if is_ours(self):
            sync_strings(self, self.as_instance())
        else:
            plain(self)

    return refresh_segments


def is_ours(source: TranslationSource) -> bool:
    """Return whether the source is a page of one of our types."""
    model = source.specific_content_type.model_class()
    return model is not None and issubclass(model, OURS)


def save_translation(
    source: TranslationSource,
    locale: Locale,
    user: Any = None,
    publish: bool = True,
    copy_parent_pages: bool = False,
    fallback: bool = False,
) -> tuple[Any, bool]:
    """Save the page's translation as a revision, and publish it on demand.

    Arguments, result (page, whether it is new) and errors are wagtail-localize's. Raises Refused, a
    ValidationError, if the page must not be saved or published as it is; then the strings that
    cause it are marked, and nothing public has changed.
    """
    original = source.as_instance()
    created = False
    try:
        target = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        target = original.copy_for_translation(locale, copy_parents=copy_parent_pages)
        created = True
    if target.alias_of_id:
        ConvertAliasPageAction(target, user=user).execute(skip_permission_checks=True)
        # An alias follows its source in everything; from now on this page has points of its own.
        leave_open_points(target)
    page = translated_page(source, locale, fallback=fallback)
    try:
        check(page, publish=publish)
        with transaction.atomic():
            if not page.live:
                page.save()
            revision = page.save_revision(user=user)
        sync_privacy(source, original, page)
        TranslationLog.objects.create(source=source, locale=locale, revision=revision)
        if publish:
            revision.publish(user=user, skip_permission_checks=True)
    except ValidationError as error:
        refused = as_refused(page, error)
        set_errors(source, locale, refused)
        report(refused)
        raise refused from error
    return page, created


def translated_page(source: TranslationSource, locale: Locale, *, fallback: bool) -> Any:
    """Return the translated page as it stands now, unsaved, with a free slug."""
    with restoring_into(locale):
        page = source.get_ephemeral_translated_instance(locale, fallback=fallback)
    page.slug = find_available_slug(
        page.get_parent(),
        slugify(page.slug, allow_unicode=getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)),
        ignore_page_id=page.pk,
    )
    return page


def check(page: Any, *, publish: bool) -> None:
    """Raise Refused if the translated page must not be saved, or not be published."""
    refusals: list[Any] = []
    try:
        page.full_clean()
    except ValidationError as error:
        refusals.extend(as_findings(error))
    known = {why.path for why in refusals}
    goes_public = publish and (not page.live or is_untouched(page))
    found = refusals_of(page, publishing=publish, goes_public=goes_public)
    refusals += [why for why in found if why.path not in known]
    if refusals:
        raise Refused(refusals, page)


def leave_open_points(target_obj: Any, **_kwargs: Any) -> None:
    """Clear the open points of a new translation: they are for the source's editor.

    Copied, they would block the translation for ever, since they cannot be settled in
    wagtail-localize's editor.
    """
    if not isinstance(target_obj, ResultsPageMixin) or not target_obj.open_points:
        return
    page: Any = target_obj
    page.open_points = []
    type(page)._default_manager.filter(pk=page.pk).update(open_points=[])
    if revision := page.get_latest_revision():
        revision.content["open_points"] = []
        revision.save(update_fields=["content"])
