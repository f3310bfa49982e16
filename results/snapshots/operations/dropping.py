"""Dropping what is stored because a person says so."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from ..purging import purge
from ..watching import begin_generation
from .deleting import delete_good
from .tidying import tidy


def clear() -> int:
    """Drop every snapshot, in all processes at once; gives back how many rows are gone."""
    begin_generation()
    return tidy()


def drop(ids: Iterable[int]) -> None:
    """Drop these, so that nobody goes on with them: no process, and no cache in front."""
    with transaction.atomic():
        urls = delete_good(list(ids))
        transaction.on_commit(partial(purge, urls))
