"""Which links stored rich text may hold."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from .fault import Fault
from .links import validate_public_url

# Addresses that lead to no host.
_LOCAL_SCHEMES = ("mailto:", "tel:", "#")


def link_faults(source: str) -> Iterator[Fault]:
    """Yield a fault for each link of the text that is unsafe or that no program could resolve."""
    for match in FIND_A_TAG.finditer(source):
        attributes = extract_attrs(match.group(1))
        if attributes.get("linktype") in {"page", "document"}:
            key = attributes.get("id", "")
            if not (key.isascii() and key.isdigit() and len(key) < 19):
                yield Fault(
                    _("A link in the text is damaged. Remove it and make it again."),
                    "rich_text_link_damaged",
                )
        elif "href" in attributes and not attributes["href"].startswith(_LOCAL_SCHEMES):
            try:
                validate_public_url(attributes["href"])
            except ValidationError as error:
                yield Fault(
                    _("A link in the text cannot be used (%(address)s). %(reason)s")
                    % {"address": attributes["href"][:80], "reason": error.messages[0]},
                    error.code or "rich_text_link",
                )
