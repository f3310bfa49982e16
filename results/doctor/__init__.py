"""What `manage.py results_doctor` looks at: the system checks, and the site at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.checks import WARNING, CheckMessage, Warning, run_checks
from django.db import DEFAULT_DB_ALIAS

from ..publishing import Heartbeat
from .frame import look_at_frame
from .stored_answers import look_at_stored_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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
