"""Whatever a stranger sends, and however slowly, stored pages are read and editors work."""

import re
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import pytest
import requests

from tests.processes import ROOT, free_port
from tests.publishing.sudden_ends.site import Site, killable_site

from .load import CONTENT, sign_in
from .strangers import KINDS, STORED, strangers

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]
LONG = [pytest.mark.soak, pytest.mark.drill]

GUIDE = ROOT / "docs/how-to/deploy.md"
ANSWERS = {"200", "302", "403", "404", "405", "429", "503"}
SCREENS = ["/admin/", "/admin/pages/", "/admin/reports/site-history/", "/admin/images/"]


@contextmanager
def attacked(folder: Path, **env: str) -> Iterator[tuple[Site, requests.Session]]:
    """A site with a page that is stored, and an editor who has signed in."""
    with killable_site(folder) as site:
        site.env |= {"TMPDIR": str(folder), **env}
        site.fill(f"EDITORS = 1\n{CONTENT}")
        site.start()
        editor = sign_in(site.address)
        for screen in SCREENS:
            assert editor.get(f"{site.address}{screen}", timeout=60).ok
        requests.get(f"{site.address}{STORED}", timeout=60)
        yield site, editor


@pytest.fixture(scope="module")
def unlimited(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None
) -> Iterator[tuple[Site, requests.Session]]:
    """One that limits nobody: all that strangers send waits in line."""
    with attacked(tmp_path_factory.mktemp("unlimited"), WEB_WORKERS="1") as found:
        yield found


@pytest.fixture(scope="module", params=["gunicorn", "granian", "nginx"])
def limited(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
) -> Iterator[tuple[Site, requests.Session]]:
    """One as it is deployed: by either server alone, and behind nginx."""
    folder = tmp_path_factory.mktemp(request.param)
    env = {"BEHIND_PROXY": "true"} if request.param == "nginx" else {}
    with attacked(folder, UNCACHED_PER_MINUTE="120", **env) as (site, editor):
        if request.param == "granian":
            site.kill("web")
            serve_by_granian(site)
        elif request.param == "nginx":
            put_nginx_in_front(site)
        requests.get(f"{site.address}{STORED}", timeout=60)
        yield site, editor


def serve_by_granian(site: Site) -> None:
    pytest.importorskip("granian")
    options = ["--workers=2", "--blocking-threads=44", "--log-level=warning"]
    command = [sys.executable, "-m", "granian", "cms.wsgi:application", "--interface=wsgi"]
    site.start_server("web", site.port, *command, *options, f"--port={site.port}")


def put_nginx_in_front(site: Site) -> None:
    """Have it pass on what it is asked for as the guide to deploying says."""
    found = re.search(r"    location / \{.*?\}\n", GUIDE.read_text(), re.DOTALL)
    assert found
    location, port = found[0].replace(":8000", f":{site.port}"), free_port()
    file = site.folder / "nginx.conf"
    file.write_text(
        f"daemon off; pid {site.folder}/nginx.pid; error_log stderr; user root;\n"
        "events {} http { access_log off; client_body_temp_path body;\n"
        f"server {{ listen 127.0.0.1:{port}; {location} }} }}\n"
    )
    site.start_server("nginx", port, "nginx", "-p", str(site.folder), "-c", str(file))
    site.address = f"http://127.0.0.1:{port}"


def read(site: Site, times: int) -> tuple[float, Counter[str]]:
    """Read the stored page; how long 95 of 100 took at most, and where the answers came from."""
    waits, sources, reader = [], Counter[str](), requests.Session()
    for _time in range(times):
        begin = time.monotonic()
        answer = reader.get(f"{site.address}{STORED}", timeout=60)
        waits.append(time.monotonic() - begin)
        sources[answer.headers.get("X-Results-Snapshot", str(answer.status_code))] += 1
        time.sleep(0.02)
    return quantiles(waits, n=20)[-1], sources


def edit(site: Site, editor: requests.Session, times: int) -> Counter[int]:
    screens = [f"{site.address}{SCREENS[number % len(SCREENS)]}" for number in range(times)]
    return Counter(editor.get(screen, timeout=60).status_code for screen in screens)


@pytest.mark.parametrize(
    "kind", ["a made-up token", "unknown addresses", "many made-up sessions", "forms"]
)
def test_whatever_strangers_send_stored_pages_are_read_and_the_admin_answers(
    kind: str, unlimited: tuple[Site, requests.Session]
) -> None:
    site, editor = unlimited
    with strangers(site.address, kind) as answers:
        wait, sources = read(site, 20)
        screens = edit(site, editor, 5)
    print(f"{kind}: 95 of 100 within {wait:.3f} s, attack {dict(answers)}")
    assert answers["503"]
    assert set(answers) <= ANSWERS
    assert screens == {200: 5}
    assert sources == {"hit": 20}


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=LONG) for kind in KINDS])
def test_beside_eighty_connections_95_of_100_stored_pages_are_given_within_a_fifth_of_a_second(
    kind: str, limited: tuple[Site, requests.Session]
) -> None:
    site, _editor = limited
    with strangers(site.address, kind) as answers:
        wait, sources = read(site, 100)
    print(f"{kind}: 95 of 100 within {wait:.3f} s, attack {dict(answers)}")
    assert sources == {"hit": 100}
    assert wait <= 0.2
    # They are refused, and by nothing else; a cookie turns nothing off.
    assert answers["200" if kind == "a cookie" else "429"]
    # granian ends some connections of those who are refused before all of their form has come.
    assert answers.pop("cut", 0) < answers["429"] / 10
    assert set(answers) <= ANSWERS


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=LONG) for kind in ("a made-up session", "many made-up sessions")],
)
def test_made_up_sessions_take_nothing_from_an_editor_at_the_same_address(
    kind: str, limited: tuple[Site, requests.Session]
) -> None:
    site, editor = limited
    with strangers(site.address, kind, 24) as answers:
        assert edit(site, editor, 50) == {200: 50}
    assert answers["429"]


SLOW = {
    "forms": "POST /admin/login/ HTTP/1.1\r\nHost: {}\r\nContent-Length: 100000\r\n\r\n",
    "forms in parts": "POST / HTTP/1.1\r\nHost: {}\r\nTransfer-Encoding: chunked\r\n\r\n",
    "what nobody needs": f"GET {STORED} HTTP/1.1\r\nHost: {{}}\r\nContent-Length: 100000\r\n\r\n",
}


@pytest.mark.soak
@pytest.mark.drill
def test_whoever_sends_slowly_takes_no_thread_of_a_stored_page_and_no_turn(
    tmp_path: Path, django_db_setup: None
) -> None:
    with attacked(tmp_path, UNCACHED_PER_MINUTE="1000") as (site, editor):
        for name, head in SLOW.items():
            with ExitStack() as stack:
                slow = [
                    stack.enter_context(socket.create_connection(("127.0.0.1", site.port), 60))
                    for _number in range(200)
                ]
                for connection in slow:
                    connection.sendall(head.format(urlsplit(site.address).netloc).encode() + b"1")
                assert read(site, 20)[1] == {"hit": 20}
                assert edit(site, editor, 5) == {200: 5}
                elsewhere = HTTPConnection(
                    "127.0.0.1", site.port, 60, source_address=("127.0.0.2", 0)
                )
                elsewhere.request("GET", "/admin/login/")
                assert elsewhere.getresponse().status == 200
                elsewhere.close()
                # Nobody is waited for without end.
                ended = Counter(connection.recv(20)[9:12].decode() for connection in slow)
            print(f"{name}: {dict(ended)}")
            assert set(ended) <= {"408", "411", "503"}
