"""What visitors ask for: noted in the table now and then, so that it is rendered again first."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.db import Error, connection, transaction
from django.utils import timezone

from ..database import impatient
from ..models import Snapshot

logger = logging.getLogger(__name__)

# So many answers of one process at a time.
MOST = 200
_NOTE = f"UPDATE {Snapshot._meta.db_table} SET asked = asked + %s, asked_at = %s WHERE key = %s"  # noqa: S608


def note_usage(asked: Mapping[str, int]) -> None:
    """Add to the table how often each key was asked for; nobody waits for it, or fails with it."""
    most = sorted(dict(asked).items(), key=lambda item: -item[1])[:MOST]
    if not most:
        return
    now = timezone.now()
    try:
        with impatient(connection), transaction.atomic(), connection.cursor() as cursor:
            # In one order, so that processes do not wait for each other crosswise.
            cursor.executemany(_NOTE, [(number, now, key) for key, number in sorted(most)])
    except Error as error:
        logger.info("What was asked for is not noted: %s", error)
