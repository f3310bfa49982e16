"""Two hosts share a database, Redis and a bucket, and nothing else; one of them runs `run_results`."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.bucket import s3_server
from tests.cms.load import CONTENT
from tests.processes import ROOT, free_port, manage, redis_server

from .site import DATABASE_URL, Site, killable_site, wait_until_none

pytestmark = [
    pytest.mark.drill,
    pytest.mark.soak,
    pytest.mark.server,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("django_db_setup"),
    pytest.mark.skipif(not DATABASE_URL, reason="Two hosts share no SQLite file."),
]

# How long another host may give an answer from before a change.
STALE = 1.0  # seconds
EDITION = "/edition-0/"
DOCUMENT = ROOT / "tests/importing/documents/24-sjoraddning.docx"
FIGURE = "5b0b4a0e-3f0a-4d5e-9a43-2f9a4e6c7d10"
# Each is run by `manage.py shell` on a host.
PAGE = """
from decimal import Decimal
from results.models import ResultsPage
page = ResultsPage.objects.get(slug="edition-0").get_latest_revision_as_object()
"""
PUBLISH = f"""
import json
value = {{"value": "6558", "label": "Granskade tips", "unit": "number"}}
page.body = json.dumps([{{"type": "stat", "id": "{FIGURE}", "value": value}}])
page.title = "Published"
page.save_revision().publish()
"""
CORRECT = f"""
from results.rules.changes import add_changes
page.title = "Corrected"
page.body[0].value["value"] = Decimal(6559)
add_changes(page, {{"{FIGURE}": ("correction", "A row was missing.")}})
page.save_revision().publish()
"""
WITHDRAW = "page.unpublish()"
AGAIN = 'page.title = "Again"; page.save_revision().publish()'
IMPORTED = """
from wagtail.images import get_image_model
page = ResultsPage.objects.get(period_start__year=2001)
page.get_latest_revision().publish()
print(page.url, *(image.file.url for image in get_image_model().objects.all()))
"""


@contextmanager
def two_hosts(folder: Path) -> Iterator[tuple[Site, Site]]:
    """The first has `run_results`; each has folders of its own, as if on a machine of its own."""
    port = free_port()
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    with s3_server() as address, redis_server(port, folder), killable_site(folder / "one") as one:
        two = Site(folder / "two", one.database_url)
        for host in (one, two):
            host.env |= {
                "DJANGO_SETTINGS_MODULE": "tests.publishing.sudden_ends.two_hosts_settings",
                "CACHE_URL": f"redis://127.0.0.1:{port}/0",
                "S3_ADDRESS": address,
                "TMPDIR": str(host.folder),
            }
        try:
            yield one, two
        finally:
            two.kill_all()


def read(host: Site, path: str) -> tuple[int, str]:
    answer = requests.get(f"{host.address}{path}", timeout=60)
    return answer.status_code, answer.text


def check_both(hosts: tuple[Site, Site], is_new: Callable[[int, str], bool]) -> None:
    """Wait as long as another host may; from then on both give only what is new."""
    time.sleep(STALE)
    for host in hosts * 10:
        status, text = read(host, EDITION)
        assert is_new(status, text), (host.folder.name, status, text[:500])


def runs_on(hosts: tuple[Site, Site]) -> list[str]:
    """Whose step has run on any of them, once for each time."""
    files = [host.witnessed.with_suffix(".runs") for host in hosts]
    return [name for file in files if file.exists() for name in file.read_text().split()]


def is_titled(title: str) -> Callable[[int, str], bool]:
    return lambda status, text: status == requests.codes.ok and title in text


def test_two_hosts_give_nothing_old_do_no_step_twice_and_miss_no_file(tmp_path: Path) -> None:
    with two_hosts(tmp_path) as hosts:
        one, two = hosts
        one.fill(f"EDITORS = 1\n{CONTENT}")
        one.start()
        two.start_web()
        for host in hosts:
            assert read(host, EDITION)[0] == requests.codes.ok

        two.fill(f"{PAGE}{PUBLISH}")
        check_both(hosts, is_titled("Published"))
        one.fill(f"{PAGE}{CORRECT}")
        check_both(hosts, is_titled("Corrected"))
        two.fill(f"{PAGE}{WITHDRAW}")
        check_both(hosts, lambda status, _text: status in (404, 410))

        two.kill("web")
        one.fill(f"{PAGE}{AGAIN}")
        two.start_web()
        check_both(hosts, is_titled("Again"))

        imported = manage("import_results", str(DOCUMENT), "--year", "2001", env=two.env)
        assert imported.returncode == 0, imported.stderr
        path, *images = two.fill(f"{PAGE}{IMPORTED}").split()
        assert images
        for host in hosts:
            assert read(host, path)[0] == requests.codes.ok
            for image in images:
                assert read(host, image)[0] == requests.codes.ok

        published = {str(pk) for (pk,) in one.rows("SELECT id FROM results_publication")}
        wait_until_none(lambda: published - set(runs_on(hosts)))
        times = Counter(runs_on(hosts))
        assert [name for name, number in times.items() if number > 1] == []
        log = "".join(host.log() for host in hosts)
        assert "Traceback" not in log, log[-5000:]
