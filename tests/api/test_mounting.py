"""API v3 starts and has the figures however a site mounts it."""

import json
import subprocess
import sys

from django.apps import AppConfig

import pytest

from tests.processes import ROOT, environment


class Early(AppConfig):
    """An app of a site that mounts API v3 before all apps are ready."""

    name = "tests.api"
    label = "early"

    def ready(self) -> None:
        from wagtail.api.v3.urls import api

        assert api.urls


OWN = "urlpatterns.append(path('api/v3/', api.urls))"
EVERYTHING = "urlpatterns.append(path('', include('results.everything.urls')))"
WAGTAILS = "from wagtail.api.v3.urls import api"
# (lines of an urlconf, where the API then is)
MOUNTED = {
    "as Wagtail documents": ([WAGTAILS, OWN], ["v3"]),
    "in everything, then as Wagtail documents": ([EVERYTHING, WAGTAILS, OWN], ["v3", "v3-preview"]),
    "in a language": (
        [WAGTAILS, "urlpatterns += i18n_patterns(path('v3/', api.urls))"],
        ["/sv/v3"],
    ),
    "beside an API of the site's own": (
        [
            "from ninja import NinjaAPI",
            "from wagtail.api.v3.routers.pages import router",
            "own = NinjaAPI(urls_namespace='own')",
            "own.add_router('/pages/', router)",
            "urlpatterns.append(path('own/', own.urls))",
            *(WAGTAILS, OWN),
        ],
        ["v3"],
    ),
}
# An API is mounted once and for all, so that each way needs a process of its own.
SCRIPT = """
import json, os, sys
from types import ModuleType
import django
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client

early, mounted = json.load(sys.stdin)
if early:
    others = [name for name in settings.INSTALLED_APPS if name != "results.api"]
    settings.INSTALLED_APPS = [*others, *early, "results.api"]
django.setup()
BEGINNING = [
    "from django.conf.urls.i18n import i18n_patterns", "from django.urls import include, path",
    "urlpatterns = []",
]
for name, (lines, addresses) in mounted.items():
    if os.fork() == 0:
        settings.ROOT_URLCONF = ModuleType("mounted")
        exec("\\n".join([*BEGINNING, *lines]), vars(settings.ROOT_URLCONF))
        said = [str(each.id) for each in run_checks() if "results_api" in str(each.id)]
        roots = [each if each[0] == "/" else f"/api/{each}" for each in addresses]
        documents = [Client().get(f"{root}/openapi.json").json() for root in roots]
        paths = [each for document in documents for each in document["paths"]]
        print(json.dumps([name, said, [path for path in paths if path.endswith("/figures/")]]))
        sys.stdout.flush()
        os._exit(0)
    os.wait()
"""


def start(early: list[str], mounted: object) -> dict[str, tuple[list[str], list[str]]]:
    """The messages of the checks, and where the figures are, of each way that starts.

    The early apps come after all others, and before `results.api`.
    """
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps([early, mounted]),
        cwd=ROOT,
        env=environment({"DJANGO_SETTINGS_MODULE": "tests.settings"}),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return {name: (said, figures) for name, said, figures in lines}


@pytest.fixture(scope="module")
def started() -> dict[str, tuple[list[str], list[str]]]:
    return start([], MOUNTED)


@pytest.mark.parametrize("name", MOUNTED)
def test_a_site_may_mount_api_v3_in_any_way_and_order(
    name: str, started: dict[str, tuple[list[str], list[str]]]
) -> None:
    assert name in started
    said, figures = started[name]
    assert said == []
    assert len(figures) == len(MOUNTED[name][1])


def test_a_site_that_mounts_api_v3_before_our_app_is_ready_starts_and_is_told() -> None:
    found = start(["tests.api.test_mounting.Early"], {"early": ([WAGTAILS, OWN], ["v3"])})

    assert found == {"early": (["results_api.W001"], [])}
