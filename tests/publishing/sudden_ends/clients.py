"""Editors who change pages without pause, until the site is gone."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from threading import Event, Lock
from typing import Any

import requests

from tests.cms.load import form_of

from .ledger import Change, Entry, State

TIMEOUT = 60
PARENTS = ("resultat", "other")


class UnexpectedAnswer(Exception):
    """The site answered, but neither by what was asked for nor by its sudden end."""


class Refused(Exception):
    """The site refused it for a rule, and nothing has happened."""


# The period of an edition whose neighbours other editors have withdrawn or moved.
FAR_PERIOD = "mer än två år från"


@dataclass
class Editor:
    """Somebody with a session, a token, an edition of their own and those they create.

    `ids` are the ids of the pages by slug, of the index pages as well. `tree` is held while a page
    gets a place: Wagtail gives two that arrive at the same moment the same one, and fails.
    """

    number: int
    address: str
    token: str
    cookies: dict[str, str]
    ids: dict[str, int]
    chance: Random
    tree: Lock
    entries: dict[str, Entry] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    changes: int = 0
    made: int = 0
    acknowledged: int = 0

    @property
    def slug(self) -> str:
        return f"edition-{self.number}"

    def work(self, began: Event) -> None:
        """Make one change after the other; ends when the site ends."""
        self.session = requests.Session()
        self.session.cookies.update(self.cookies)
        acts = [self.publish, self.patch, self.unpublish, self.move, self.schedule]
        try:
            while True:
                (act,) = self.chance.choices(acts, weights=[2, 6, 2, 2, 4])
                self.changes += 1
                with suppress(Refused):
                    act()
                    self.acknowledged += 1
                    began.set()
        except requests.RequestException:
            pass
        except UnexpectedAnswer as error:
            self.mistakes.append(str(error))

    def publish(self) -> None:
        form = form_of(self.session, self._admin("edit"), self._title())
        change = self._published(form["title"])
        self._ask(self.slug, change, 302, "POST", self._admin("edit"), data=form)

    def patch(self) -> None:
        title = self._title()
        data = {"meta": {"type": "results.ResultsPage", "action": "publish"}, "title": title}
        url = self._v3(f"{self.ids[self.slug]}/")
        self._ask(self.slug, self._published(title), 200, "PATCH", url, json=data)

    def unpublish(self) -> None:
        """Unpublish the edition in the admin, or publish it when it is not public."""
        state = self._state()
        if not state.live:
            self.publish()
            return
        change = Change(State(state.parent, ""), "unpublished", state.title)
        self._ask(
            self.slug, change, 302, "POST", self._admin("unpublish"), data={"reason": "Mixed up."}
        )

    def move(self) -> None:
        state = self._state()
        parent = next(slug for slug in PARENTS if slug != state.parent)
        moved = State(parent, state.title)
        change = Change(moved, "moved", state.title) if state.live else Change(moved)
        url = self._admin("move") + f"{self.ids[parent]}/confirm/"
        with self.tree:
            self._ask(self.slug, change, 302, "POST", url, data={})

    def schedule(self) -> None:
        """Create another edition in the admin, to be published in a moment."""
        slug = f"made-{self.number}-{self.changes}"
        # The editors' own editions are of the years from 2000 on; the days before them are free.
        self.made += 1
        before = timedelta(days=10 * self.made + self.number)
        day = (datetime(1999, 12, 31, tzinfo=UTC) - before).date().isoformat()
        url = f"{self.address}/admin/pages/add/results/resultspage/{self.ids['resultat']}/"
        form = form_of(self.session, url, self._title())
        soon = datetime.now(UTC) + timedelta(seconds=self.chance.uniform(1, 3))
        form |= {"slug": slug, "go_live_at": soon.isoformat()}
        form |= {"period_start": day, "period_end": day}
        self.entries[slug] = Entry(scheduled=State("resultat", form["title"]))
        with self.tree:
            self._ask(slug, Change(State("resultat", "")), 302, "POST", url, data=form)

    def _ask(
        self, slug: str, change: Change, status: int, method: str, url: str, **options: Any
    ) -> None:
        entry = self.entries[slug]
        entry.attempt = change
        headers = {"X-CSRFToken": self.cookies["csrftoken"]}
        if "json" in options:
            headers = {"Authorization": f"Bearer {self.token}"}
        send: Callable[..., requests.Response] = (
            requests.request if "json" in options else self.session.request
        )
        answer = send(
            method, url, headers=headers, allow_redirects=False, timeout=TIMEOUT, **options
        )
        if answer.status_code != status and FAR_PERIOD in answer.text:
            entry.attempt = None
            raise Refused
        if answer.status_code != status:
            raise UnexpectedAnswer(f"{method} {url}: {answer.status_code} {answer.text[:500]}")
        entry.acknowledge()

    def _published(self, title: str) -> Change:
        return Change(State(self._state().parent, title), "published", title)

    def _state(self) -> State:
        state = self.entries[self.slug].state
        assert state is not None
        return state

    def _title(self) -> str:
        return f"Edition {self.number} change {self.changes}"

    def _admin(self, view: str) -> str:
        return f"{self.address}/admin/pages/{self.ids[self.slug]}/{view}/"

    def _v3(self, rest: str) -> str:
        return f"{self.address}/api/v3-preview/pages/{rest}"
