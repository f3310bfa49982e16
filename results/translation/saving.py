"""Save a translation as Wagtail's own editor saves a page: a revision, then published; or say why not.

wagtail-localize writes the translated content to the page itself first, also when it is live and
only a draft was asked for, so that unfinished sentences became public; and it publishes after the
commit, where a refusal reaches nobody but the server's log. For the page types of ours,
`TranslationSource.create_or_update_translation` is replaced by `save_translation`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.coreutils import find_available_slug
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    TemplateSegment,
    TranslationLog,
    TranslationSource,
)

from ..context import during
from ..issues import Issue, incomplete
from ..languages.localized import along_unless_said, is_untouched
from ..models import ResultsPageMixin
from ..publishing import Refused
from ..publishing.people import refusals_of
from ..quantities.formatting import active_language, language_name
from ..rules.places import describe_path
from .blocks import OURS
from .localize.source import sync_strings
from .readiness import CODES
from .segments import restoring_into

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from wagtail.models import Locale

    from django_stubs_ext import StrOrPromise

_collected: ContextVar[list[Refused] | None] = ContextVar("refusals", default=None)


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
        source.sync_view_restrictions(original, page)
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
        refusals.extend(as_issues(error))
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


def as_refused(page: Any, error: ValidationError) -> Refused:
    """Convert a ValidationError into the guard's Refused, with the page and the place of each reason."""
    if isinstance(error, Refused):
        return error
    return Refused(list(as_issues(error)), page)


def as_issues(error: ValidationError) -> Iterator[Issue]:
    """Yield the errors of a model's validation as issues."""
    by_field = getattr(error, "error_dict", None) or {NON_FIELD_ERRORS: error.error_list}
    for name, errors in by_field.items():
        for part in errors:
            path = () if name == NON_FIELD_ERRORS else (name,)
            yield incomplete(" ".join(part.messages), part.code or "invalid", path)


def as_message(
    refused: Refused, mended_at: Callable[[tuple[str, ...]], str] | None = None
) -> SafeString:
    """Return a message with the page, the language, and each reason with its place.

    Each leads to where its place is mended, by `mended_at`, which gives "" where it does not know.
    """
    page: Any = refused.page
    text = _("“%(title)s” was not published in %(language)s.") % {
        "title": page.title,
        "language": language_name(page.locale.language_code, active_language()),
    }
    urls = [mended_at(why.path) if mended_at else "" for why in refused.refusals]
    reasons = zip(urls, sentences(refused), strict=True)
    return listed(text, [_led_to(url, reason) for url, reason in reasons])


def _led_to(url: str, reason: str) -> str:
    return format_html('{} <a href="{}">{}</a>', reason, url, _("Fix")) if url else reason


def listed(text: StrOrPromise, items: Iterable[str]) -> SafeString:
    """Return a message with a list below the text."""
    entries = format_html_join("", "<li>{}</li>", ((item,) for item in items))
    return format_html("{}<ul>{}</ul>", text, entries)


def sentences(refused: Refused) -> Iterator[str]:
    """Yield each reason with its place in words."""
    for why in refused.refusals:
        yield ": ".join(filter(None, (describe_path(refused.page, why.path), str(why.message))))


def set_errors(source: Any, locale: Any, refused: Refused) -> None:
    """Show each reason in the editor, beside the string or replacement that it is about.

    Rich text is left out: it is several strings in one place, and the wrong one is not known.
    """
    for why in refused.refusals:
        if why.code in CODES:
            # The text can be used; it is to be confirmed.
            continue
        place = {"context__object_id": source.object_id, "context__path": ".".join(why.path)}
        if TemplateSegment.objects.filter(source=source, **place).exists():
            continue
        texts = StringTranslation.objects.filter(
            locale=locale, translation_of__segments__source=source, **place
        ).distinct()
        overrides = SegmentOverride.objects.filter(locale=locale, **place)
        for row in (*texts, *overrides):
            row.set_field_error([ValidationError(why.message)])


def forget_errors(source: Any, locale: Any) -> None:
    """Have what was refused tried anew: wagtail-localize would show the source language in its place."""
    for model in (StringTranslation, SegmentOverride):
        refused = model.objects.filter(context__object_id=source.object_id, locale=locale)
        refused.exclude(field_error="").update(has_error=False, field_error="")


@contextmanager
def collecting_refusals() -> Iterator[list[Refused]]:
    """Collect refusals raised in this block, including those that wagtail-localize swallows."""
    refusals: list[Refused] = []
    with during(_collected, refusals):
        yield refusals


def report(refused: Refused) -> None:
    """Add a refusal to the block that collects them, if there is one."""
    refusals = _collected.get()
    if refusals is not None:
        refusals.append(refused)
