"""The errors of a page form as data that says where in a stream each mistake is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms.utils import ErrorDict

from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.exceptions import ValidationError


class PlacedErrors(ErrorDict):
    """Errors of a form; as data (which API v3 asks for) one entry for each place.

    Wagtail says of a whole stream "Validation error in StreamBlock"; here the entry
    "body.0.value.links.1.value.url" says what is wrong with that address. The steps are those
    through the JSON that the client has sent.
    """

    def get_json_data(self, escape_html: bool = False) -> dict[str, Any]:
        """The errors as {place: [{"message", "code"}]}."""
        data: dict[str, Any] = {}
        for name, errors in self.as_data().items():
            for error in errors:
                for place, leaf in _leaves(error):
                    entries = self[name].__class__([leaf]).get_json_data(escape_html)
                    data.setdefault(".".join((name, *place)), []).extend(entries)
        return data


def _leaves(error: ValidationError) -> Iterator[tuple[tuple[str, ...], ValidationError]]:
    """Yield each plain error within a nested one, with the steps that lead to it."""
    nested = (StreamBlockValidationError, StructBlockValidationError, ListBlockValidationError)
    if not isinstance(error, nested):
        yield (), error
        return
    for own in error.non_block_errors.as_data():
        yield (), own
    for step, child in error.block_errors.items():
        is_stream = isinstance(error, StreamBlockValidationError)
        steps = (str(step), "value") if is_stream else (str(step),)
        for place, leaf in _leaves(child):
            yield (*steps, *place), leaf
