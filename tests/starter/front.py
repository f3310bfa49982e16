"""The demo's content on a real server, and beside it the front end of examples/, built with npm."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import database
from tests.home.demo import PASSWORD, bring_demo
from tests.processes import (
    PLAIN,
    ROOT,
    environment,
    free_port,
    manage,
    running,
    site_server,
)

EXAMPLE = "examples/astro"
DOCUMENT = "docs/reference/results.openapi.json"
TYPES = "src/openapi.d.ts"
UNSAVED = "What stands in the form and is not saved."
# Who is told, who may write, and a draft that somebody is looking at.
PREPARE = f"""
from django.contrib.auth import get_user_model
from wagtail.models import APIToken
from results.models import ResultsPage
from results.previews.models import FormContent, token_for
from results.webhooks.models import Endpoint, EventType
page = ResultsPage.objects.get(slug="2016", locale__language_code="sv")
page.introduction = "{UNSAVED}"
user = get_user_model().objects.get(username="admin")
FormContent.keep(page, user)
endpoint = Endpoint.objects.create(name="Front end", url="%s/hook", events=list(EventType.values))
_token, plain = APIToken.create_token(user=user, name="Front end")
print(page.pk, token_for(page, user, is_shared=False), endpoint.secret, plain)
"""


@dataclass
class Front:
    """The front end and its site: where they are, and what opens what."""

    folder: Path
    site: str
    url: str
    page: int
    preview: str
    token: str

    def npm(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run npm in the folder of the front end, whatever the outcome."""
        return subprocess.run(
            ["npm", *arguments],
            cwd=self.folder,
            env={**os.environ, **QUIET, "RESULTS_URL": self.site, "FRONT_URL": self.url},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )


QUIET = {"ASTRO_TELEMETRY_DISABLED": "1", "NO_COLOR": "1", "npm_config_update_notifier": "false"}


def copy_example(folder: Path) -> Path:
    """The front end as it is committed, with the document that its types are made of."""
    (folder / DOCUMENT).parent.mkdir(parents=True)
    shutil.copy(ROOT / DOCUMENT, folder / DOCUMENT)
    ignored = shutil.ignore_patterns("node_modules", "dist", ".astro")
    return Path(shutil.copytree(ROOT / EXAMPLE, folder / EXAMPLE, ignore=ignored))


@contextmanager
def front_end(folder: Path) -> Iterator[Front]:
    """Load the demo and install the packages at the same time, then serve both."""
    own = copy_example(folder)
    packages = subprocess.Popen(
        ["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"],
        cwd=own,
        env={**os.environ, **QUIET},
        stdout=(folder / "npm.log").open("w"),
        stderr=subprocess.STDOUT,
    )
    port, front_port = free_port(), free_port()
    site, url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{front_port}"
    env = {
        **PLAIN,
        "DJANGO_SETTINGS_MODULE": "tests.starter.settings",
        "DATA_DIR": str(folder),
        "BASE_URL": site,
        "DEMO_PASSWORD": PASSWORD,
        "LOG_LEVEL": "WARNING",
    }
    database.restore()
    bring_demo(folder / "media")
    database.copy_to(folder / "db.sqlite3")
    database.restore()
    # Run again, it gives the site its address.
    loaded = manage("load_demo", env=env, seconds=400)
    assert loaded.returncode == 0, loaded.stderr
    prepared = manage("shell", "-v0", "-c", PREPARE % url, env=env)
    assert prepared.returncode == 0, prepared.stderr
    page, preview, secret, token = prepared.stdout.split()
    assert packages.wait(timeout=240) == 0, (folder / "npm.log").read_text()
    front = Front(own, site, url, int(page), preview, token)
    with ExitStack() as stack:
        stack.enter_context(site_server(env, folder, port=port))
        sender = subprocess.Popen(
            [sys.executable, "manage.py", "run_results"], cwd=ROOT, env=environment(env)
        )
        stack.callback(sender.wait)
        stack.callback(sender.kill)
        built = front.npm("run", "build")
        assert built.returncode == 0, built.stdout + built.stderr
        served = {
            **QUIET,
            "RESULTS_URL": site,
            "PORT": str(front_port),
            "WEBHOOK_SECRET": secret,
        }
        command = ["node", str(own / "server.mjs")]
        stack.enter_context(running(command, front_port, served, folder / "front.log"))
        yield front
