"""Copies of a page and of those below it: all of them, or none."""

from __future__ import annotations

from django.db import transaction

from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction


def make_copies_whole() -> None:
    """Let a refused page leave nothing behind of the tree that is copied; called once, at the start.

    Wagtail copies page by page, each in a transaction of its own, and the page that is copied need
    not be one of ours. The admin, API v3 and programs make these very actions.
    """
    for action in (CopyPageAction, CreatePageAliasAction, CopyPageForTranslationAction):
        action.execute = transaction.atomic(action.execute)
