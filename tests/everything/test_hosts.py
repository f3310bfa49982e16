"""A site of others starts with the plugin, and its own pages cost what they cost without."""

import json
import subprocess
import sys

from tests.processes import ROOT, environment, manage

HOST = "tests.everything.host"


def test_a_site_with_a_base_page_model_of_its_own_is_told_what_to_write() -> None:
    checked = manage("check", env={"DJANGO_SETTINGS_MODULE": "tests.everything.own_pages.settings"})

    assert "(results.E001) The base page model is own_pages.BasePage" in checked.stderr
    assert "Remove WAGTAIL_PAGE_MODEL from the settings." in checked.stderr
    assert "Traceback" not in checked.stderr


def costs(settings: str) -> dict[str, list[int]]:
    """What the acts of `host/costs.py` cost in a process with these settings."""
    done = subprocess.run(
        [sys.executable, "-m", f"{HOST}.costs"],
        cwd=ROOT,
        env=environment({"DJANGO_SETTINGS_MODULE": f"{HOST}.{settings}"}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[int]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_plain_pages_cost_at_most_two_statements_and_one_transaction_more() -> None:
    bare, ours = costs("bare"), costs("everything")

    more = {name: [b - a for a, b in zip(bare[name], ours[name], strict=True)] for name in bare}
    assert all(max(each) <= 2 for each in more.values()), (bare, ours)
