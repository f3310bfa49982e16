"""What `manage.py results_doctor` looks at: the system checks, and the site at work."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.core.checks import WARNING, CheckMessage, Error, Warning, run_checks
from django.db import DEFAULT_DB_ALIAS, DatabaseError

from ..publishing import Heartbeat
from .frame import look_at_frame
from .stored_answers import look_at_stored_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

logger = logging.getLogger(__name__)


def look_at_settings() -> Iterator[CheckMessage]:
    """Yield what `manage.py check --database default` warns of."""
    for message in run_checks(databases=[DEFAULT_DB_ALIAS]):
        # The page itself shows what the base template lacks.
        is_seen = message.is_silenced() or message.id == "results.W005"
        if message.level >= WARNING and not is_seen:
            yield message


def look_at_process() -> Iterator[CheckMessage]:
    """Yield a warning where `run_results` has not been at work for a minute."""
    if not Heartbeat.is_working():
        yield Warning(
            "run_results is not at work: nothing is published at its time, and what follows from "
            "a publication waits.",
            hint="Keep `python manage.py run_results` running beside the web server.",
            id="results_doctor.W001",
        )


# By what each is about, in the order in which they are told.
LOOKS: dict[str, Callable[[], Iterator[CheckMessage]]] = {
    "Settings, addresses and templates": look_at_settings,
    "An edition in the site’s own frame": look_at_frame,
    "The background process": look_at_process,
    "Stored answers": look_at_stored_answers,
}


def look_at_everything() -> dict[str, list[CheckMessage]]:
    """Return what each look has found; one that fails says so in the place of the rest of it."""
    return {name: list(_whatever_happens(name, look)) for name, look in LOOKS.items()}


def _whatever_happens(
    name: str, look: Callable[[], Iterator[CheckMessage]]
) -> Iterator[CheckMessage]:
    try:
        yield from look()
    except DatabaseError as error:
        hint = "Start the database, and run `python manage.py migrate`."
        yield _not_looked_at(name, error, hint)
    except Exception as error:
        logger.exception("The doctor could not look at “%s”.", name)
        yield _not_looked_at(name, error, "The log says where it failed; please report it.")


def _not_looked_at(name: str, error: Exception, hint: str) -> CheckMessage:
    why = str(error).strip() or type(error).__name__
    message = f"“{name}” could not be looked at to its end: {why}"
    return Error(message, hint=hint, id="results_doctor.E003")
