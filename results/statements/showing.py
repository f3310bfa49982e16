"""The template context of an accessibility statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..blocks import LinkTarget
from ..blocks.links import host_of, telephone_href, validate_public_url
from ..quantities import format_date
from ..reading import PageReading
from .choices import Kind

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Day:
    """A date, and the same in words."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and explanation above the deficiencies of one kind."""

    heading: StrOrPromise
    voluntary_heading: StrOrPromise
    explanation: StrOrPromise = ""


WORDS = {
    Kind.NOT_COMPLIANT: Words(
        _("Content that does not meet the requirements"),
        _("Content that does not meet the requirements"),
    ),
    Kind.BURDEN: Words(
        _("Disproportionate burden"),
        _("Content that would take too much to mend"),
        _(
            "For this content we claim the exemption for a disproportionate burden in section 12 "
            "of the law."
        ),
    ),
    Kind.OUTSIDE: Words(
        _("Content that the law does not cover"),
        _("Content that the statement does not cover"),
        _("For this content there is an exemption in section 9 of the law."),
    ),
}


def statement_context(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    """Return the template context of the statement.

    `reading`; `service`, `authority`, `assessment` and the contact ways `email`, `telephone` and
    `form`, each a LinkTarget or None; `assessed_on`, `service_published_on` and `updated_on`, each
    a Day or None; `groups`, the `children` of each kind of deficiency and the `words` above them.
    """
    reading = PageReading.of(page, request)
    reading.load()
    updated = page.last_published_at
    return {
        "reading": reading,
        "service": _link(page.service_url),
        "authority": _link(page.authority_url, page.authority_name),
        "assessment": _link(page.assessment_url),
        "email": _mail(page.contact_email),
        "telephone": _telephone(page.contact_telephone),
        "form": _link(page.contact_form_url),
        "assessed_on": _day(page.assessed_on, reading.language),
        "service_published_on": _day(page.service_published_on, reading.language),
        "updated_on": _day(updated and timezone.localdate(updated), reading.language),
        "groups": list(_groups(page)),
    }


def _groups(page: Any) -> Iterator[dict[str, Any]]:
    for kind in Kind:
        children = [child for child in page.deficiencies if child.value.get("kind") == kind]
        if children:
            yield {"children": children, "words": WORDS[kind]}


def _link(url: str, text: str = "") -> LinkTarget | None:
    """Return the link, or None for a missing or unsafe URL, whatever the database holds."""
    if not url:
        return None
    try:
        validate_public_url(url)
    except ValidationError:
        return None
    return LinkTarget(url, text or host_of(url) or url)


def _mail(address: str) -> LinkTarget | None:
    return LinkTarget(f"mailto:{quote(address, safe='@')}", address) if address else None


def _telephone(number: str) -> LinkTarget | None:
    return LinkTarget(telephone_href(number), number) if number else None


def _day(day: date | None, language: str) -> Day | None:
    return Day(day, format_date(day, language)) if day else None
