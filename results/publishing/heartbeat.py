"""The sign of life of the standing process, `manage.py run_results`."""

from __future__ import annotations

from datetime import timedelta

from .models import Heartbeat

NAME = "run_results"
# Several rounds at the usual pace; what is due is late by then.
SILENCE = timedelta(minutes=5)


def beat() -> None:
    """Say that the process is at work."""
    Heartbeat.beat(NAME)


def silence() -> timedelta | None:
    """For how long no process has been at work; None when none ever was."""
    return Heartbeat.silence_of(NAME)


def is_working() -> bool:
    """Whether a process was at work lately."""
    quiet = silence()
    return quiet is not None and quiet < SILENCE
