"""How long a document may be."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..errors import ImportRefused

MAX_CHARACTERS = 3_000_000


def too_long() -> ImportRefused:
    """The refusal of a document that is longer than anybody's results."""
    return ImportRefused(
        _(
            "The document is longer than three million characters. Take out what does not "
            "belong to the results, and import it again."
        ),
        "too_long",
    )
