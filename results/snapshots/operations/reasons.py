"""Why an answer was not stored, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

# By what `rendering.storable.why_not` and `rendering.rendering` call them.
REASONS: dict[str, str | Promise] = {
    "status": _("its status is not 200"),
    "stream": _("it is sent piece by piece"),
    "type": _("it is neither text nor data"),
    "cookie": _("it sets a cookie"),
    "form": _("it has a form with a token against forgery"),
    "private": _("it says that no cache may keep it"),
    "compressed": _("the site has compressed it already"),
    "nonce": _("its Content-Security-Policy has a nonce"),
    "varies": _("it varies by everything"),
    "size": _("it is too large"),
    "client": _("it may depend on the visitor’s address, or on a header that it does not name"),
    "elsewhere": _("it reads a database whose changes nobody notes"),
    "empty": _("it finds nothing"),
    "parameters": _("its page does not declare these parameters"),
    "transaction": _("it was asked for within a transaction"),
    "changed": _("the addresses of front pages changed while it was made"),
    "database": _("the database failed"),
}
UNKNOWN = _("it may not be kept")


def explain(reason: str) -> str:
    """The reason as the rest of a sentence about the answer."""
    return str(REASONS.get(reason, UNKNOWN))
