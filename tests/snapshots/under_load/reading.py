"""Readers who check that nothing which they get is older than what had been acknowledged."""

import re
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import requests

from tests.cms.load import form_of, go_on, sign_in

CHANGE = re.compile(r"Edition (\d+) change (\d+)")


@dataclass
class Truth:
    """Which change of each edition was acknowledged last, and what went wrong."""

    acknowledged: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    failures: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    publications: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def publish(self, address: str, pk: int, number: int) -> None:
        """Publish the edition again and again."""
        session = sign_in(address)
        edit = f"{address}/admin/pages/{pk}/edit/"
        change = 0
        while not self.stop.is_set():
            change += 1
            form = form_of(session, edit, f"Edition {number} change {change}")
            answer = session.post(edit, form, allow_redirects=False, timeout=60)
            if answer.status_code == requests.codes.found:
                self.acknowledged[number] = change
                self.publications += 1
            else:
                self.failures[f"publish: {answer.status_code}"] += 1
            time.sleep(0.3)

    def read(self, address: str, paths: list[str]) -> None:
        """Read the paths in turn; each answer names the changes that it shows."""
        session = requests.Session()
        turn = 0
        while not self.stop.is_set():
            path = paths[turn % len(paths)]
            turn += 1
            known = dict(self.acknowledged)
            try:
                answer = session.get(f"{address}{path}", timeout=60)
            except requests.RequestException as error:
                self.failures[f"{path}: {type(error).__name__}"] += 1
                continue
            if answer.status_code != requests.codes.ok:
                self.failures[f"{path}: {answer.status_code}"] += 1
            source = answer.headers.get("X-Results-Snapshot", "site")
            self.answers[source] += 1
            for number, change in CHANGE.findall(answer.text):
                if int(change) < known.get(int(number), 0):
                    self.failures[f"{path}: older than acknowledged ({source})"] += 1


def run(address: str, editions: list[int], publishers: int, readers: int, seconds: float) -> Truth:
    """So many publishers and readers, all at once; what they met."""
    truth = Truth()
    threads = [
        threading.Thread(target=truth.publish, args=(address, pk, number))
        for number, pk in enumerate(editions[:publishers])
    ]
    for number in range(readers):
        edition = number % len(editions)
        paths = [
            f"/edition-{edition}/",
            f"/api/v2/pages/{editions[edition]}/",
            "/",
            f"/api/v3-preview/pages/{editions[edition]}/",
            "/api/v2/pages/",
        ]
        threads.append(
            threading.Thread(
                target=truth.read, args=(address, paths[number % 5 :] + paths[: number % 5])
            )
        )
    for thread in threads:
        thread.start()
    go_on(seconds, lambda: truth.publications >= publishers and bool(truth.answers["made"]))
    truth.stop.set()
    for thread in threads:
        thread.join(timeout=120)
    return truth
