"""Why a translation was not published, and telling those who wanted it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wagtail.fields import StreamField
from wagtail_localize.models import SegmentOverride, StringTranslation, TemplateSegment

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from ..findings import Finding


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is wrong with the translated page; `path` as in `results.findings.Finding`."""

    message: str
    path: tuple[str, ...] = ()


class TranslationRefused(ValidationError):
    """A translation must not become public as it stands; `page` is the translated page."""

    def __init__(self, page: Any, reasons: Iterable[Reason]) -> None:
        self.page = page
        self.reasons = list(reasons)
        by_field: dict[str, list[str]] = {}
        for reason in self.reasons:
            name = reason.path[0] if reason.path else NON_FIELD_ERRORS
            by_field.setdefault(name, []).append(reason.message)
        super().__init__(by_field)

    def as_message(self) -> SafeString:
        """What to tell a person: the page, the language, and each reason with its place."""
        return format_html(
            "{}<ul>{}</ul>",
            _("“%(title)s” was not published in %(language)s.")
            % {
                "title": self.page.title,
                "language": self.page.locale.get_display_name(),
            },
            format_html_join(
                "",
                "<li>{}</li>",
                (
                    (": ".join(filter(None, (place_of(self.page, r.path), r.message))),)
                    for r in self.reasons
                ),
            ),
        )


def from_findings(findings: Iterable[Finding]) -> list[Reason]:
    """The findings as reasons, worded in the language in use."""
    return [Reason(str(finding.message), tuple(finding.path)) for finding in findings]


def from_validation(error: ValidationError) -> list[Reason]:
    """The errors of a model's validation as reasons."""
    return [
        Reason(message, () if name == NON_FIELD_ERRORS else (name,))
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def place_of(page: Any, path: tuple[str, ...]) -> str:
    """Where in the page something is, in words: "Body › Piece of work › Heading"."""
    if not path:
        return ""
    field = page._meta.get_field(path[0])
    names = [capfirst(field.verbose_name)]
    if isinstance(field, StreamField):
        stream = getattr(page, field.name)
        for end in range(2, len(path) + 1):
            bound = field.stream_block.get_block_by_content_path(stream, list(path[1:end]))
            if bound is None:
                break
            names.append(str(bound.block.label))
    return " › ".join(str(name) for name in names)


def mark(source: Any, locale: Any, reasons: Iterable[Reason]) -> None:
    """Show each reason beside the string or the replacement that it is about, in the editor.

    Rich text is several strings in one place; which of them is wrong, nobody knows.
    """
    for reason in reasons:
        place = {"context__object_id": source.object_id, "context__path": ".".join(reason.path)}
        if TemplateSegment.objects.filter(source=source, **place).exists():
            continue
        texts = StringTranslation.objects.filter(
            locale=locale, translation_of__segments__source=source, **place
        ).distinct()
        overrides = SegmentOverride.objects.filter(locale=locale, **place)
        for row in (*texts, *overrides):
            row.set_field_error([ValidationError(reason.message)])


_heard: ContextVar[list[TranslationRefused] | None] = ContextVar("refusals", default=None)


@contextmanager
def hearing() -> Iterator[list[TranslationRefused]]:
    """Collect the refusals of this time, also those that wagtail-localize keeps to itself."""
    refusals: list[TranslationRefused] = []
    token = _heard.set(refusals)
    try:
        yield refusals
    finally:
        _heard.reset(token)


def report(refusal: TranslationRefused) -> None:
    """Tell whoever is hearing."""
    heard = _heard.get()
    if heard is not None:
        heard.append(refusal)
