"""wagtail-cli, a client of API v3 that others wrote, reads and writes an edition."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from results.models import ResultsPage
from results.publishing import Publication
from tests.api.building import Edition
from tests.processes import environment

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]

WT = Path(sys.executable).with_name("wt")


@pytest.fixture
def wt(live_server: LiveServer, token: str, tmp_path: Path) -> Any:
    """Run `wt api pages …` against the site; the answer's JSON."""
    env = {
        "HOME": str(tmp_path),
        "WAGTAIL_CLI_BASE_URL": f"{live_server.url}/api/v3-preview/",
        "WAGTAIL_CLI_TOKEN": token,
    }

    def run(*arguments: str, fails: bool = False) -> Any:
        result = subprocess.run(
            [WT, "--json", "api", "pages", *arguments],
            env=environment(env),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert bool(result.returncode) is fails, result.stdout + result.stderr
        return result.stderr + result.stdout if fails else json.loads(result.stdout)

    return run


def test_it_writes_back_what_it_read_then_changes_a_figure_and_publishes(
    edition: Edition, wt: Any, tmp_path: Path
) -> None:
    pk = edition.swedish.pk
    body = wt("get", str(pk))["body"]
    (file := tmp_path / "body.json").write_text(json.dumps(body))
    wt("update", str(pk), "--field", f"body:@{file}", "--yes")
    assert wt("get", str(pk))["body"] == body

    figure = next(item for item in body if item["type"] == "stat")
    figure["value"]["value"] = "1382"
    file.write_text(json.dumps(body))
    before = Publication.objects.filter(page_id=pk).count()

    entry = {"figure": figure["id"], "kind": "correction", "reason": "Example data."}
    (changes := tmp_path / "changes.json").write_text(
        json.dumps([{"type": "change", "value": entry}])
    )
    fields = ("--field", f"body:@{file}", "--field", f"changes:@{changes}")
    wt("update", str(pk), *fields, "--publish", "--yes")

    page = ResultsPage.objects.get(pk=pk)
    stat = next(child for child in page.body if child.id == figure["id"])
    assert str(stat.value["value"]) == "1382"
    assert Publication.objects.filter(page_id=pk).count() == before + 1
    shown = next(item for item in wt("get", str(pk))["body"] if item["id"] == figure["id"])
    assert "1\u00a0382" in json.dumps(shown["value"]["display"], ensure_ascii=False)
