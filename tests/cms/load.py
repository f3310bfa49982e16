"""Editors who publish while visitors read, and who check that nobody gets an error or what is old."""

import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

import requests

CHANGE = re.compile(r"Edition (\d+) change (\d+)")
PASSWORD = "a password for load only"
FIGURE = "5b0b4a0e-3f0a-4d5e-9a43-2f9a4e6c7d10"
PATIENCE = 90  # seconds

# Run by `manage.py shell` in the site: one index page, one edition for each editor.
CONTENT = f"""
from datetime import date
from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page, Site
from results.models import ResultsIndexPage, ResultsPage

get_user_model().objects.create_superuser("editor", "e@example.org", "{PASSWORD}")
root = Page.objects.get(depth=1)
Page.objects.filter(depth=2).delete()
root.refresh_from_db()
index = ResultsIndexPage(title="Resultat", slug="resultat")
root.add_child(instance=index)
Site.objects.update_or_create(
    is_default_site=True, defaults={{"hostname": "localhost", "root_page": index}}
)
for number in range(EDITORS):
    year = 2000 + number
    edition = ResultsPage(
        title=f"Edition {{number}}",
        slug=f"edition-{{number}}",
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
    )
    index.add_child(instance=edition)
    edition.save_revision().publish()
    print(edition.pk)
"""


def sign_in(address: str) -> requests.Session:
    session = requests.Session()
    page = session.get(f"{address}/admin/login/", timeout=60)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token, page.text
    answer = session.post(
        f"{address}/admin/login/",
        {"username": "editor", "password": PASSWORD, "csrfmiddlewaretoken": token[1]},
        allow_redirects=False,
        timeout=60,
    )
    assert answer.status_code == 302, answer.status_code
    return session


def form_of(session: requests.Session, edit: str, title: str) -> dict[str, Any]:
    """The page's form as a browser would send it, with a new title and one figure."""
    page = session.get(edit, timeout=60)
    page.raise_for_status()
    figure = {
        "value": "6558",
        "label": "granskade tips",
        "unit": "number",
        "qualifier": "exact",
        "scale": "none",
        "highlight": "none",
    }
    form: dict[str, Any] = querydict_from_html(
        page.text, form_id="page-edit-form", exclude_csrf=False
    ).dict()
    form.update(
        nested_form_data({"main_points": streamfield([]), "body": streamfield([("stat", figure)])})
    )
    # The same figure each time: a published one that goes is asked about.
    form.update({"body-0-id": FIGURE, "title": title, "action-publish": "action-publish"})
    return form


@dataclass
class Truth:
    """Which change of each edition was acknowledged last, and what went wrong."""

    acknowledged: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    failures: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    publications: int = 0
    seconds: float = 0
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def reads_a_second(self) -> float:
        return self.answers.total() / self.seconds

    @property
    def slow_read(self) -> float:
        """The seconds that 95 of 100 reads took at most."""
        return quantiles(self.waits, n=20)[-1]

    def publish(self, address: str, pk: int, number: int) -> None:
        """Publish the edition again and again."""
        session = sign_in(address)
        edit = f"{address}/admin/pages/{pk}/edit/"
        change = 0
        while not self.stop.is_set():
            change += 1
            try:
                form = form_of(session, edit, f"Edition {number} change {change}")
                answer = session.post(edit, form, allow_redirects=False, timeout=60)
            except requests.RequestException as error:
                self.failures[f"publish: {type(error).__name__}"] += 1
                continue
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
            begin = time.monotonic()
            try:
                answer = session.get(f"{address}{path}", timeout=60)
            except requests.RequestException as error:
                self.failures[f"{path}: {type(error).__name__}"] += 1
                continue
            if answer.status_code != requests.codes.ok:
                self.failures[f"{path}: {answer.status_code}"] += 1
            self.waits.append(time.monotonic() - begin)
            source = answer.headers.get("X-Results-Snapshot", "site")
            self.answers[source] += 1
            for number, change in CHANGE.findall(answer.text):
                if int(change) < known.get(int(number), 0):
                    self.failures[f"{path}: older than acknowledged ({source})"] += 1


def go_on(seconds: float, is_enough: Callable[[], bool]) -> None:
    """Return after so many seconds, on a busy machine not before enough has been done."""
    begin = time.monotonic()
    while (gone := time.monotonic() - begin) < seconds or (gone < PATIENCE and not is_enough()):
        time.sleep(0.1)


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
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    go_on(
        seconds,
        lambda: (
            len(truth.acknowledged) == publishers
            and truth.answers.total() >= readers
            and bool(truth.answers["made"])
        ),
    )
    truth.seconds = time.monotonic() - begin
    truth.stop.set()
    for thread in threads:
        thread.join(timeout=120)
    return truth
