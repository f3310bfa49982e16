"""Every name and path of ours in a sentence of the documentation is there."""

import re
from pkgutil import resolve_name

from django.apps import apps

import pytest

from tests.docs.markdown import all_files, reference, spans
from tests.processes import ROOT

FILES = [str(each.relative_to(ROOT)) for each in all_files() if each.name != "CHANGELOG.md"]
EACH_FILE = pytest.mark.parametrize("name", FILES)
# The last part of a module with its attribute may stand behind a colon, as in entry points.
NAME = re.compile(
    r"((?:results\w*|cms|home|wagtail|wagtail_localize|django)\.[\w.:]+\w)(?:\(.*\))?"
)
FOLDERS = "benchmarks|bin|cms|docs|examples|home|requirements|results|styles|tests|tools"
PLACE = re.compile(rf"(?:{FOLDERS})/[\w./-]+")
CHECKS = re.findall(r"^- `(.+?)`:", reference("checks"), re.MULTILINE)
# The layers of the style sheet, the document of the API, a host, settings that want variables.
OTHERS = {
    *("results.tokens", "results.base", "results.parts", "results.print"),
    *("results.openapi.json", "results.example.org", "cms.settings.production"),
}
ROOTS = [ROOT, *(ROOT / "results").rglob("templates"), *(ROOT / "results").rglob("static")]


def is_there(name: str) -> bool:
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def is_model(name: str) -> bool:
    app, _, model = name.partition(".")
    return app in apps.app_configs and model.lower() in apps.all_models[app]


@EACH_FILE
def test_a_dotted_name_is_that_of_something(name: str) -> None:
    found = filter(None, map(NAME.fullmatch, spans((ROOT / name).read_text())))
    for dotted in {match[1] for match in found}.difference(CHECKS, OTHERS):
        assert is_there(dotted) or is_model(dotted), dotted


@EACH_FILE
def test_a_path_leads_to_something(name: str) -> None:
    for span in filter(PLACE.fullmatch, spans((ROOT / name).read_text())):
        assert any((root / span).exists() for root in ROOTS), span
