"""Strangers who leave a site no rest: `python -m tests.cms.strangers ADDRESS KIND CONNECTIONS`.

They ask until standard input ends; then the number of answers by status is printed as JSON.
"""

import http.client
import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, cycle
from urllib.parse import urlsplit

from tests.processes import ROOT

STORED = "/edition-0/"
NUMBERS = count()
# Method, path and headers of the next request.
Request = tuple[str, str, dict[str, str]]
KINDS: dict[str, Callable[[], Request]] = {
    "a header of scripts": lambda: ("GET", STORED, {"X-Requested-With": "x"}),
    "a made-up token": lambda: ("GET", STORED, {"Authorization": "Bearer x"}),
    "unknown addresses": lambda: ("GET", f"/nowhere-{next(NUMBERS)}/", {}),
    "unknown addresses by HEAD": lambda: ("HEAD", f"/nowhere-{next(NUMBERS)}/", {}),
    "unknown parameters": lambda: ("GET", f"{STORED}?x={next(NUMBERS)}", {}),
    "another method": lambda: ("OPTIONS", STORED, {}),
    "forms": lambda: ("POST", "/admin/login/", {}),
    "forms for a file": lambda: ("POST", "/static/css/site.css", {}),
    "a cookie": lambda: ("GET", STORED, {"Cookie": "a=b"}),
    "a made-up session": lambda: ("GET", "/admin/", {"Cookie": "sessionid=zz1"}),
    "many made-up sessions": lambda: (
        "GET",
        "/admin/",
        {"Cookie": f"sessionid=made-up-{next(NUMBERS)}"},
    ),
}
TURNS = cycle(list(KINDS))
KINDS["all of them"] = lambda: KINDS[next(TURNS)]()


@contextmanager
def strangers(address: str, kind: str, connections: int = 80) -> Iterator[Counter[str]]:
    """So many connections in a process of their own; afterwards how they were answered."""
    answers = Counter[str]()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cms.strangers", address, kind, str(connections)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        yield answers
        said, _errors = process.communicate()
        answers.update(json.loads(said))


def ask(host: str, kind: str, answers: Counter[str], stop: threading.Event) -> None:
    connection = http.client.HTTPConnection(host, timeout=60)
    while not stop.is_set():
        method, path, headers = KINDS[kind]()
        try:
            connection.request(method, path, "a=b" if method == "POST" else None, headers)
            response = connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException):
            # It is not read any further, and sent nevertheless.
            connection.close()
            answers["cut"] += 1
        else:
            answers[str(response.status)] += 1
    connection.close()


def main(address: str, kind: str, connections: str) -> None:
    answers, stop = Counter[str](), threading.Event()
    threads = [
        threading.Thread(target=ask, args=(urlsplit(address).netloc, kind, answers, stop))
        for _number in range(int(connections))
    ]
    for thread in threads:
        thread.start()
    print("begun", flush=True)
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join(90)
    print(json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
