"""What the clients were told, against which the site is held after each sudden end."""

from dataclasses import dataclass, field
from typing import NamedTuple


class State(NamedTuple):
    """A page as the public sees it: the slug of the page above, and its title, "" for a draft."""

    parent: str
    title: str

    @property
    def live(self) -> bool:
        return bool(self.title)


class Change(NamedTuple):
    """What a client has asked for: the page's state afterwards and the Publication that follows.

    `kind` and `title` are those of the Publication, both "" for what the public does not see.
    """

    state: State
    kind: str = ""
    title: str = ""


@dataclass
class Entry:
    """One page as its client knows it. `state` is None as long as the page need not exist.

    `scheduled` is the state that it gets at a set time, without anybody asking once more.
    """

    state: State | None = None
    scheduled: State | None = None
    must_go_live: bool = False
    # Kind and title of each Publication that must be there, oldest first.
    publications: list[tuple[str, str]] = field(default_factory=list)
    attempt: Change | None = None

    def acknowledge(self) -> None:
        assert self.attempt is not None
        self.must_go_live = self.scheduled is not None
        self._happened(self.attempt)
        self.attempt = None

    def settle(self, actual: State | None) -> str:
        """Compare with what the database holds; what is wrong with it, or "".

        A change that nobody has acknowledged has happened as a whole or not at all.
        """
        known = [self.state, *([self.attempt.state] if self.attempt else ()), self.scheduled]
        if self.attempt is not None:
            if actual is not None and actual in (self.attempt.state, self.scheduled):
                self._happened(self.attempt)
            self.attempt = None
        if self.scheduled is not None and actual == self.scheduled != self.state:
            self._happened(Change(actual, "published", actual.title))
        return "" if actual == self.state else f"{actual} is none of {known}"

    def _happened(self, change: Change) -> None:
        self.state = change.state
        if change.kind:
            self.publications.append((change.kind, change.title))
