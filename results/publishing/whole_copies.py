"""Copies of a page and of those below it: all of them, or none."""

from __future__ import annotations

from django.db import transaction

from ..compat.wagtail import COPY, CREATE_ALIAS


def make_copies_whole() -> None:
    """Let a refused page leave nothing behind of the tree that is copied; called once, at the start.

    Wagtail copies page by page, each in a transaction of its own, and the page that is copied need
    not be one of ours. The admin, API v3 and programs make these very actions.
    """
    for action in (COPY, CREATE_ALIAS):
        action.apply(transaction.atomic)
