"""Tells an editor which links and pictures a visitor would miss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail.fields import StreamField

from ..blocks import Severity
from ..findings import Finding
from ..reading import PageReading
from ..reading.targets import load_documents, load_images

MESSAGES = {
    "page": _("A page that is linked to here is gone or not published: the link is left out."),
    "document": _("A document that is linked to here is gone or not public: the link is left out."),
    "image": _("The picture that was chosen here is gone or not public: it is left out."),
}


def dead_target_findings(page: Any) -> Iterator[Finding]:
    """Yield a warning for each page, document or image that the page's visitors miss.

    Warnings, since a page that is linked to may be published later the same day.
    """
    if not page.locale_id:
        return
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for kind, path in PageReading.of_streams(page, [field]).missing():
                yield _missing(kind, (field.name, *path))
    # These cannot be gone, for the database forgets them; they may be private.
    hero, report = (getattr(page, name, None) for name in ("hero_image_id", "report_id"))
    if hero is not None and hero not in load_images({hero})[1]:
        yield _missing("image", ("hero_image",))
    if report is not None and report not in load_documents({report})[1]:
        yield _missing("document", ("report",))


def _missing(kind: str, path: tuple[str, ...]) -> Finding:
    return Finding(MESSAGES[kind], f"{kind}_missing", path, severity=Severity.WARNING)
