"""Findings about an accessibility statement."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..blocks import Severity, Stage
from ..blocks.links import validate_public_url, validate_telephone
from ..blocks.walking import items_of
from ..findings import Finding, stream_findings
from .choices import Compliance, Kind

NEEDED = ("organisation", "service_name", "standard", "assessed_on")
CONTACT_WAYS = ("contact_email", "contact_telephone", "contact_form_url")
AUTHORITY = ("authority_name", "authority_url")
ADDRESSES = ("service_url", "contact_form_url", "authority_url", "assessment_url")
# Twelve months; a leap day makes none of them late.
REVIEWED_WITHIN = timedelta(days=366)


def statement_findings(page: Any) -> Iterator[Finding]:
    """Yield all findings of the statement as it is in memory."""
    yield from _answers(page)
    yield from _contact(page)
    yield from _deficiencies(page)
    yield from _assessment(page)
    yield from stream_findings(page)


def _answers(page: Any) -> Iterator[Finding]:
    for name in NEEDED:
        if _is_empty(page, name):
            yield Finding(_("This field is required."), "required", (name,))
    for name in () if page.is_voluntary else AUTHORITY:
        if _is_empty(page, name):
            yield Finding(
                _("Say which authority takes complaints, and where: the law asks for both."),
                "authority_missing",
                (name,),
            )


def _contact(page: Any) -> Iterator[Finding]:
    if all(_is_empty(page, name) for name in CONTACT_WAYS):
        yield Finding(
            _("Give at least one way to contact you: e-mail, telephone or a form."),
            "contact_missing",
            (CONTACT_WAYS[0],),
        )
    for name in ADDRESSES:
        yield from _as_validated(page, name, validate_public_url)
    yield from _as_validated(page, "contact_telephone", validate_telephone)


def _as_validated(page: Any, name: str, validate: Callable[[str], None]) -> Iterator[Finding]:
    value = getattr(page, name)
    if not value:
        return
    try:
        validate(value)
    except ValidationError as error:
        # What is unsafe may not even be a draft.
        yield Finding(
            " ".join(error.messages), error.code or "invalid", (name,), stage=Stage.SAVING
        )


def _deficiencies(page: Any) -> Iterator[Finding]:
    if page.compliance != Compliance.FULL:
        if not page.deficiencies:
            yield Finding(
                _("Describe at least one deficiency, or say that it meets the requirements fully."),
                "deficiency_missing",
                ("deficiencies",),
            )
        return
    for child in items_of(page.deficiencies):
        path = ("deficiencies", child.id, "kind")
        kind = child.value.get("kind")
        if kind == Kind.NOT_COMPLIANT:
            yield Finding(
                _(
                    "What does not meet the requirements contradicts “Fully”: choose “Partly” above."
                ),
                "fully_contradicted",
                path,
            )
        elif kind == Kind.BURDEN:
            yield Finding(
                _("With an exemption for a disproportionate burden, “Partly” is the usual answer."),
                "fully_doubtful",
                path,
                severity=Severity.WARNING,
            )


def _assessment(page: Any) -> Iterator[Finding]:
    if not page.assessed_on:
        return
    age = timezone.localdate() - page.assessed_on
    if age < timedelta(0):
        yield Finding(
            _("The assessment cannot have been made on a day to come."),
            "assessed_in_future",
            ("assessed_on",),
            stage=Stage.SAVING,
        )
    elif age > REVIEWED_WITHIN:
        yield Finding(
            _("The latest assessment is more than 12 months old. It should be reviewed yearly."),
            "assessment_old",
            ("assessed_on",),
            severity=Severity.WARNING,
        )


def _is_empty(page: Any, name: str) -> bool:
    value = getattr(page, name)
    return not (value.strip() if isinstance(value, str) else value)
