"""Tells an editor which links and pictures a visitor would miss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail.fields import StreamField

from ..blocks import Severity
from ..findings import Finding
from ..reading import PageReading

MESSAGES = {
    "page": _("A page that is linked to here is gone or not published: the link is left out."),
    "document": _("A document that is linked to here is gone: the link is left out."),
    "image": _("The picture that was chosen here is gone: it is left out."),
}


def dead_target_findings(page: Any) -> Iterator[Finding]:
    """Yield a warning for each page, document or image that the page's streams miss.

    Warnings, since a page that is linked to may be published later the same day.
    """
    if not page.locale_id:
        return
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for kind, path in PageReading.of_streams(page, [field]).missing():
                yield Finding(
                    MESSAGES[kind],
                    f"{kind}_missing",
                    (field.name, *path),
                    severity=Severity.WARNING,
                )
