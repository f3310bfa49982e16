"""The database goes away under readers: they do not notice."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
import requests

from tests.cms.load import CONTENT
from tests.database import TEMPLATE
from tests.processes import PLAIN, manage, site_server
from tests.publishing.sudden_ends.site import DATABASE_URL
from tests.publishing.sudden_ends.witness import FOLDER

from .postgres import Postgres, own_postgres

PATHS = ("/edition-0/", "/edition-1/", "/", "/edition-0/pdf/")
# What nothing is stored of: unknown, with a parameter that nobody declared, with a form.
OTHERS = ("/nothing/", "/edition-0/?unseen=1", "/admin/login/", "/api/v2/pages/?search=x")
# No step of the site makes them there.
PDFS = """
from results.models import ResultsPage
from results.pdf.stored import make

for page in ResultsPage.objects.live():
    make(page)
"""
FILES = """
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

report = ContentFile(b"%PDF-1.7", "report.pdf")
print(get_document_model().objects.create(title="Report", file=report).url)
image = get_image_model().objects.create(title="Picture", file=get_test_image_file())
print(image.get_rendition("max-50x50").url)
"""

pytestmark = [
    pytest.mark.server,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not DATABASE_URL, reason="says something about PostgreSQL only"),
]


def ask(address: str, path: str) -> tuple[int, str]:
    """The status of the answer, and where it says that it comes from."""
    answer = requests.get(f"{address}{path}", timeout=30)
    return answer.status_code, answer.headers.get("X-Results-Snapshot", "site")


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A server that runs when a test begins, and again when it ends."""
    with own_postgres() as running:
        yield running


@pytest.fixture(scope="module")
def env(
    server: Postgres, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None
) -> dict[str, str]:
    """The environment of a site with content in the database."""
    folder = str(tmp_path_factory.mktemp("site"))
    env = {**PLAIN, "DATA_DIR": folder, "DATABASE_URL": server.url, "TMPDIR": folder}
    env["DJANGO_SETTINGS_MODULE"] = "tests.publishing.sudden_ends.settings"
    env[FOLDER] = folder
    server.copy_from(urlunsplit(urlsplit(DATABASE_URL)._replace(path=f"/{TEMPLATE}")))
    shell = manage("shell", "--no-imports", "-c", f"EDITORS = 2\n{CONTENT}", env=env)
    assert shell.returncode == 0, shell.stderr
    pdfs = manage("shell", "--no-imports", "-c", PDFS, env=env)
    assert pdfs.returncode == 0, pdfs.stderr
    return env


LONG = [pytest.mark.soak, pytest.mark.drill]


@pytest.mark.parametrize(
    ("times", "seconds"), [(1, 4), pytest.param(1, 30, marks=LONG), pytest.param(10, 4, marks=LONG)]
)
def test_what_is_stored_is_served_while_the_database_is_away(
    times: int, seconds: float, server: Postgres, env: dict[str, str], tmp_path: Path
) -> None:
    with site_server(env, tmp_path, workers=1, threads=2) as address:
        files = manage("shell", "--no-imports", "-c", FILES, env=env).stdout.split()
        paths = [*PATHS, "/edition-0/?utm_source=newspaper", *files]
        for path in paths:
            assert [ask(address, path) for _time in range(2)][-1] == (200, "hit")
        for _time in range(times):
            away: Counter[tuple[int, str]] = Counter()
            server.stop()
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                away.update(ask(address, path) for path in paths)
                assert {ask(address, path)[0] for path in OTHERS} == {503}
            server.start()
            time.sleep(2)
            back = Counter(ask(address, path) for path in PATHS)
            print(f"away for {seconds:g} s: {dict(away)}")
            assert away.keys() == {(200, "hit")}
            assert away.total() > len(PATHS)
            assert back == {(200, "hit"): len(PATHS)}
