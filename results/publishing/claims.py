"""Claims on steps, so that two processes never run the same one at the same time.

A claim is a row's state RUNNING and the name of the process that runs it. It holds until the step
is finished, the process is dead, or LEASE is over.
"""

from __future__ import annotations

import os
import secrets
import socket
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.db.models import F, QuerySet
from django.utils import timezone

from .models import StepRun

# Longer than any step may take. A process on another machine that died is waited for so long.
LEASE = timedelta(minutes=10)
MAX_ERROR = 4000
LONGEST_WAIT = timedelta(hours=1)


def claim(run: StepRun) -> bool:
    """Take the step for this process; False if it is not to be run now or another one has it."""
    now = timezone.now()
    if not can_run(run):
        return False
    updated = StepRun.objects.filter(
        pk=run.pk, state=run.state, claimed_by=run.claimed_by, started_at=run.started_at
    ).update(
        state=StepRun.State.RUNNING,
        claimed_by=own_name(),
        started_at=now,
        finished_at=None,
        tries=F("tries") + 1,
    )
    if not updated:
        return False
    run.refresh_from_db()
    return True


def can_run(run: StepRun) -> bool:
    """Whether the step is to be run now: due, and not in the hands of a living process."""
    if run.state == StepRun.State.RUNNING:
        return _is_abandoned(run)
    return run.state != StepRun.State.DONE and run.due_at <= timezone.now()


def finish(run: StepRun) -> None:
    """Say that the claimed step is done."""
    _mine(run).update(
        state=StepRun.State.DONE, last_error="", claimed_by="", finished_at=timezone.now()
    )


def fail(run: StepRun, error: str) -> None:
    """Say that the claimed step failed; it is due again later, and later each time."""
    now = timezone.now()
    wait = min(timedelta(minutes=2 ** min(run.tries - 1, 10)), LONGEST_WAIT)
    _mine(run).update(
        state=StepRun.State.FAILED,
        last_error=error[:MAX_ERROR],
        claimed_by="",
        finished_at=now,
        due_at=now + wait,
    )


def own_name() -> str:
    """The name of this process; see `name_of`."""
    return name_of(os.getpid())


@cache
def name_of(pid: int) -> str:
    """The name of a process of this host: host, process id, when it began and a random word.

    It is remembered by process id, since a server's workers are forks of one process.
    """
    return f"{socket.gethostname()}:{pid}:{_began(pid)}-{secrets.token_hex(8)}"


def _mine(run: StepRun) -> QuerySet[StepRun]:
    return StepRun.objects.filter(pk=run.pk, state=StepRun.State.RUNNING, claimed_by=run.claimed_by)


def _is_abandoned(run: StepRun) -> bool:
    started_at = run.started_at
    return started_at is None or started_at < timezone.now() - LEASE or _is_dead(run.claimed_by)


def _is_dead(name: str) -> bool:
    """Whether the process is known to have ended; False where this cannot be known."""
    rest, _, word = name.rpartition(":")
    host, _, number = rest.rpartition(":")
    if host != socket.gethostname() or not number.isdigit():
        return False
    pid = int(number)
    if pid == os.getpid():
        # In a container that was started anew, host and process id may well be the same.
        return name != own_name()
    if os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    # There is a process of that number, but it may have got it after the other one had ended.
    began = word.rpartition("-")[0]
    return bool(began) and _began(pid) not in ("", began)


def _began(pid: int) -> str:
    """When the process began, in ticks of Linux's clock; "" where nothing tells."""
    try:
        state, *others = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return ""
    return "ended" if state == "Z" else others[18]
