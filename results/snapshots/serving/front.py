"""The front of the site: gives stored answers, and renders those that are missing."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from django.db import Error

from ..counters import count
from ..rate_limit import give_back, seconds_to_wait
from ..rendering import PASSING, render
from ..rendering.storable import INTERNAL, claim
from .addresses import Address, address_of, are_declared, is_limited
from .answers import Answer, answer
from .rules import rules
from .server import Known, fits, server

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..concurrency import ConcurrencyLimit
    from .answers import Stored

logger = logging.getLogger(__name__)

MADE = "made"
# For so long, or until something changes, or as many others were refused, an address is not tried
# again.
REFUSED_FOR = 60.0  # seconds
MOST_REFUSED = 2_000

# Until when, and what was known of changes then.
_refused: OrderedDict[str, tuple[float, Known]] = OrderedDict()


def front(meta: dict[str, Any], line: ConcurrencyLimit | None = None) -> Answer | None:
    """Return the answer to a request, or None if the site itself is to answer, or to refuse it.

    An answer that is the same for everybody is made and stored at the first request for it, if there
    is a place in the `line`; without one nobody waits for others.
    """
    if INTERNAL in meta or not rules().is_on:
        return None
    address = address_of(meta)
    if address is None:
        count("bypasses")
        return None
    stored, source = server().find(address.key)
    if stored is not None:
        return _given(stored, meta, source)
    if not _is_worth_rendering(address) or seconds_to_wait(meta):
        count("bypasses")
        return None
    count("misses")
    given = _render(address, meta, line)
    # It is stored from now on. Of what has parameters there is no end.
    if given is not None and not is_limited(address.path, address.query):
        give_back(meta)
    return given


def _given(stored: Stored, meta: Mapping[str, Any], source: str) -> Answer | None:
    if not fits(stored, meta):
        count("bypasses")
        return None
    found = answer(stored, meta, source)
    if found is not None:
        count("hits", len(found.body))
    return found


def _is_worth_rendering(address: Address) -> bool:
    until, known = _refused.get(address.key, (0.0, None))
    is_due = until < time.monotonic() or known != server().known
    return is_due and are_declared(address.path, address.query)


def _render(
    address: Address, meta: Mapping[str, Any], line: ConcurrencyLimit | None
) -> Answer | None:
    place = line.place() if line else nullcontext(True)
    with place as is_mine, claim(address.key) if is_mine else nullcontext(True) as has_waited:
        if not is_mine:
            return None
        # Whoever had it first may have rendered it.
        stored, source = server().find(address.key) if has_waited else (None, "")
        if stored is not None:
            return _given(stored, meta, source)
        with line.turn() if line else nullcontext():
            known = server().known
            try:
                rendered = render(address, known.version)
            except Error:
                return None
            except Exception:
                # Such as a cache that is away; the site may be able to answer without it.
                logger.exception("No snapshot can be made of %s", address.url)
                return None
    if isinstance(rendered, str):
        _note_refusal(address, rendered, known)
        return None
    server().hold(address.key, rendered)
    return answer(rendered, meta, MADE) if fits(rendered, meta) else None


def _note_refusal(address: Address, reason: str, known: Known) -> None:
    """Spare the address a second try, unless what came between may not come again."""
    if reason in PASSING:
        return
    _refused[address.key] = (time.monotonic() + REFUSED_FOR, known)
    while len(_refused) > MOST_REFUSED:
        _refused.popitem(last=False)
