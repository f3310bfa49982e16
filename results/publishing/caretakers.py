"""What other parts of the program want cleared up from time to time."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import Error

logger = logging.getLogger(__name__)

Caretaker = Callable[[], int]

_caretakers: list[Caretaker] = []


def register_caretaker(caretaker: Caretaker) -> None:
    """Have `caretaker()` called at each reconciliation; it gives back how much it cleared up.

    Register in `AppConfig.ready()`; once only.
    """
    if caretaker not in _caretakers:
        _caretakers.append(caretaker)


def clear_up() -> int:
    """Call every caretaker; one that fails is logged and does not hold up the others."""
    cleared = 0
    for caretaker in _caretakers:
        try:
            cleared += caretaker()
        except Error:
            raise
        except Exception:
            logger.exception("Clearing up failed: %s", caretaker)
    return cleared
