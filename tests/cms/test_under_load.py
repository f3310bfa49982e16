"""Many editors and visitors, and a stranger with eighty connections: nobody takes from the others."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest
import requests

from tests.publishing.sudden_ends.site import killable_site

from .load import CONTENT, run, sign_in

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]

CONNECTIONS = 80
SECONDS = 5
# Where every thread waits for the attack, it is one or two.
LEAST_READ = 8
STORED = "/edition-0/"
NUMBERS = count()
# A path and the headers of the next request.
Attack = Callable[[], tuple[str, dict[str, str]]]
ATTACKS: dict[str, Attack] = {
    "a made-up token": lambda: (STORED, {"Authorization": "x"}),
    "unknown addresses": lambda: (f"/nowhere-{next(NUMBERS)}/", {}),
    "many made-up sessions": lambda: ("/admin/", {"Cookie": f"sessionid=made-up-{next(NUMBERS)}"}),
    "a cookie": lambda: (STORED, {"Cookie": "a=b"}),
}


@pytest.fixture(scope="module")
def attacked(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None
) -> Iterator[tuple[str, requests.Session]]:
    """The address of a site that limits nobody, and an editor who has signed in there."""
    folder = tmp_path_factory.mktemp("attacked")
    with killable_site(folder) as site:
        site.env |= {"WEB_WORKERS": "1", "TMPDIR": str(folder), "UNCACHED_PER_MINUTE": "0"}
        site.fill(f"EDITORS = 1\n{CONTENT}")
        site.start()
        editor = sign_in(site.address)
        requests.get(f"{site.address}{STORED}", timeout=60)
        yield site.address, editor


@contextmanager
def under_attack(address: str, attack: Attack) -> Iterator[Counter[int]]:
    """Eighty connections that ask again as soon as they are answered; how they are answered."""
    answers: Counter[int] = Counter()
    stop = threading.Event()
    host = urlsplit(address).netloc

    def ask() -> None:
        connection = http.client.HTTPConnection(host, timeout=60)
        while not stop.is_set():
            path, headers = attack()
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            response.read()
            answers[response.status] += 1
        connection.close()

    threads = [threading.Thread(target=ask) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        stop.set()
        for thread in threads:
            thread.join(90)


def read(url: str) -> tuple[list[float], Counter[str]]:
    """Read a page again and again: how long each answer took, and where it came from."""
    waits, sources, reader = [], Counter[str](), requests.Session()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        begin = time.monotonic()
        answer = reader.get(url, timeout=60)
        waits.append(time.monotonic() - begin)
        sources[answer.headers.get("X-Results-Snapshot", str(answer.status_code))] += 1
    return waits, sources


@pytest.mark.parametrize("name", ATTACKS)
def test_whatever_a_stranger_sends_stored_pages_are_read_and_the_admin_answers(
    name: str, attacked: tuple[str, requests.Session]
) -> None:
    address, editor = attacked
    with under_attack(address, ATTACKS[name]) as answers:
        waits, sources = read(f"{address}{STORED}")
        admin = [editor.get(f"{address}/admin/", timeout=60).status_code for _time in range(5)]
    print(
        f"{name}: {len(waits)} reads, median {median(waits):.3f} s, slowest {max(waits):.3f} s, "
        f"admin {admin}, attack {dict(answers)}"
    )
    assert answers[503]
    assert admin == [200] * 5
    assert set(sources) == {"hit"}
    assert len(waits) >= LEAST_READ


EDITORS = 8
READERS = 50


@pytest.mark.soak
@pytest.mark.drill
def test_eight_editors_slow_readers_no_more_than_one_does_twice(
    tmp_path: Path, django_db_setup: None
) -> None:
    with killable_site(tmp_path) as site:
        site.env |= {"WEB_WORKERS": "2", "TMPDIR": str(tmp_path)}
        editions = [int(pk) for pk in site.fill(f"EDITORS = {EDITORS}\n{CONTENT}").split()]
        site.start()
        one, eight = (run(site.address, editions, editors, READERS, 30) for editors in (1, EDITORS))

    for truth in (one, eight):
        print(
            f"{truth.publications} publications, {truth.reads_a_second:.0f} reads a second, "
            f"95 of 100 within {truth.slow_read:.2f} s"
        )
        assert not truth.failures
    assert eight.reads_a_second > one.reads_a_second / 2
    assert eight.slow_read < 0.5
