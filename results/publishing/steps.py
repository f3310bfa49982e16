"""The steps: what must follow from a publication, registered by whoever does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from .models import Kind, Publication

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Run = Callable[[Publication], None]

# Several times what our own steps take; so long is waited for a process that has died.
LEASE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must follow from publications of some kinds."""

    name: str
    run: Run
    order: int
    kinds: frozenset[Kind]
    label: StrOrPromise
    waits: bool
    model: type | None
    lease: timedelta

    def follows(self, kind: Kind, model: type | None) -> bool:
        """Whether the step follows from such a publication of a page of this type."""
        return kind in self.kinds and (
            self.model is None or model is None or issubclass(model, self.model)
        )


_steps: dict[str, Step] = {}


def register_step(
    name: str,
    run: Run,
    *,
    order: int = 100,
    kinds: Iterable[Kind] = tuple(Kind),
    label: StrOrPromise = "",
    waits: bool = True,
    model: type | None = None,
    lease: timedelta = LEASE,
) -> None:
    """Have `run(publication)` follow from every publication of these kinds; call it in `ready()`.

    With `model`, from those of pages of that class only.

    `run` looks at the page as it is now, which may have changed again or be gone, and may be run
    any number of times. It raises for what is to be tried again later. Steps of a publication run
    in the order of `order`; one that waits does not begin before all earlier ones are done.
    `lease` is how long a run may take: another process begins it anew then, since this one must
    have died. `label` is what editors read in the panel of steps. Raises ValueError for a name that
    is taken.
    """
    step = Step(name, run, order, frozenset(kinds), label or name, waits, model, lease)
    if _steps.setdefault(name, step).run is not run:
        raise ValueError(f"There is another step named {name!r}.")


def get_step(name: str) -> Step | None:
    """Return the step of that name, or None when nothing that is installed registers it."""
    return _steps.get(name)


def step_names() -> list[str]:
    """Return the names of all steps that can run here."""
    return list(_steps)


def steps_for(kind: Kind, model: type | None = None) -> list[Step]:
    """Return the steps that follow from such a publication of a page of this type, in order.

    `model` is None where the type is not known any more.
    """
    return sorted(
        (step for step in _steps.values() if step.follows(kind, model)),
        key=lambda step: (step.order, step.name),
    )
