"""Reasons why a translation was refused, and how users are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from wagtail_localize.models import SegmentOverride, StringTranslation, TemplateSegment

from ..context import during
from ..findings import Finding, describe_path
from ..publishing import Refused
from ..quantities.locales import active_language, language_name
from .readiness import CODES

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from django_stubs_ext import StrOrPromise


def as_refused(page: Any, error: ValidationError) -> Refused:
    """Convert a ValidationError into the guard's Refused, with the page and the place of each reason."""
    if isinstance(error, Refused):
        return error
    return Refused(list(as_findings(error)), page)


def as_findings(error: ValidationError) -> Iterator[Finding]:
    """Yield the errors of a model's validation as findings."""
    by_field = getattr(error, "error_dict", None) or {NON_FIELD_ERRORS: error.error_list}
    for name, errors in by_field.items():
        for part in errors:
            path = () if name == NON_FIELD_ERRORS else (name,)
            yield Finding(" ".join(part.messages), part.code or "invalid", path)


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
    return format_html('{} <a href="{}">{}</a>', reason, url, _("Mend it")) if url else reason


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


_collected: ContextVar[list[Refused] | None] = ContextVar("refusals", default=None)


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
