"""How long the document of an edition may be."""

from django.utils.translation import gettext_lazy as _

from ..document import Document, characters_of
from ..errors import ImportRefused

# Of dense text the worst takes some twenty seconds to be looked through.
MAX_PLANNED = 400_000
TOO_MUCH = (
    _(
        "The edition would be longer than 400,000 characters. Take out what does not belong to the "
        "results, or choose fewer chapters."
    ),
    "too_much",
)


def check_length(document: Document) -> None:
    """Raise ImportRefused for more than makes an edition."""
    if characters_of(document) > MAX_PLANNED:
        raise ImportRefused(*TOO_MUCH)
