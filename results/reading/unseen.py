"""Models of whose rows no visitor sees anything by itself.

What follows from a new row for a visitor is written elsewhere too, such as in the page, so that
whoever asks what an answer depends on can pass it over. Where a change of a row is not, the
registration says which pages it concerns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

# The values of a row's columns, as text.
Row = Mapping[str, "str | None"]
# The keys of the pages that rows which are changed or deleted concern.
PagesOf = Callable[[Sequence[Row]], Iterable[int]]

_unseen: dict[str, PagesOf | None] = {}


def register_unseen(label: str, pages_of: PagesOf | None = None) -> None:
    """Name such a model by its label ("app.model"); call it in `ready()`."""
    _unseen[label.lower()] = pages_of


def unseen_models() -> Mapping[str, PagesOf | None]:
    """All of them by their labels, in small letters."""
    return _unseen
