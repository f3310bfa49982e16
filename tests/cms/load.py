"""Editors who publish and visitors who read, all at once, against a running site."""

import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

import requests

PASSWORD = "a password for load only"
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


@dataclass
class Outcome:
    done: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def record(self, seconds: float, failure: str = "") -> None:
        with self.lock:
            self.seconds.append(seconds)
            if failure:
                self.failures[failure] += 1
            else:
                self.done += 1

    def percentile(self, share: float) -> float:
        """The time in seconds within which this share of the attempts ended."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]


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
    form.update(nested_form_data({"body": streamfield([("stat", figure)])}))
    form.update({"title": title, "action-publish": "action-publish"})
    return form


def publish(address: str, pk: int, number: int, stop: threading.Event, outcome: Outcome) -> None:
    """Publish the edition again and again; what was acknowledged must be what visitors see."""
    session = sign_in(address)
    edit = f"{address}/admin/pages/{pk}/edit/"
    change = 0
    while not stop.is_set():
        change += 1
        title = f"Edition {number} change {change}"
        start = time.monotonic()
        failure = ""
        try:
            form = form_of(session, edit, title)
            start = time.monotonic()
            answer = session.post(edit, form, allow_redirects=False, timeout=60)
            if answer.status_code != 302:
                failure = f"publish: {answer.status_code}"
            elif title not in session.get(f"{address}/edition-{number}/", timeout=60).text:
                failure = "published, but not what visitors see"
        except requests.RequestException as error:
            failure = f"publish: {type(error).__name__}"
        outcome.record(time.monotonic() - start, failure)


def read(address: str, paths: list[str], stop: threading.Event, outcome: Outcome) -> None:
    session = requests.Session()
    turn = 0
    while not stop.is_set():
        path = paths[turn % len(paths)]
        turn += 1
        start = time.monotonic()
        try:
            status = session.get(f"{address}{path}", timeout=60).status_code
            failure = "" if status == 200 else f"{path}: {status}"
        except requests.RequestException as error:
            failure = f"{path}: {type(error).__name__}"
        outcome.record(time.monotonic() - start, failure)


def go_on(seconds: float, is_enough: Callable[[], bool]) -> None:
    """Return after so many seconds, on a busy machine not before enough has been done."""
    begin = time.monotonic()
    while (gone := time.monotonic() - begin) < seconds or (gone < PATIENCE and not is_enough()):
        time.sleep(0.1)


def run_load(
    address: str, editions: list[int], readers: int, seconds: float
) -> tuple[Outcome, Outcome]:
    """One editor for each edition and so many readers; what both groups met."""
    stop = threading.Event()
    written, seen = Outcome(), Outcome()
    threads = [
        threading.Thread(target=publish, args=(address, pk, number, stop, written))
        for number, pk in enumerate(editions)
    ]
    for number in range(readers):
        edition = number % len(editions)
        paths = [
            "/",
            f"/edition-{edition}/",
            f"/api/v2/pages/{editions[edition]}/",
            "/api/v2/pages/",
        ]
        paths = paths[number % 4 :] + paths[: number % 4]
        threads.append(threading.Thread(target=read, args=(address, paths, stop, seen)))
    for thread in threads:
        thread.start()
    go_on(seconds, lambda: written.done >= len(editions) and seen.done >= readers)
    stop.set()
    for thread in threads:
        thread.join(timeout=120)
    return written, seen
