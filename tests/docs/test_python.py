"""Every Python example of the documentation is run where its page says that it stands."""

import json
import os
import sys
from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from django.apps import AppConfig, apps
from django.db.migrations import Migration
from django.db.models import Model
from django.template import engines
from django.test import Client
from django.test.utils import isolate_apps
from django.urls import include, path
from django.utils import timezone
from django.utils.module_loading import import_string

from wagtail import urls as wagtail_urls
from wagtail.api.v3.schemas.generators.read import read_generator
from wagtail.models import Page, pages

import pytest
from pytest_django import Settings

from results import conf, rules
from results.models import ResultsPage, addresses
from results.publishing import due, steps
from results.reading.page_reading import PageReading
from results.webhooks.models import Endpoint
from tests import settings as of_the_site
from tests.docs.markdown import GUIDES, examples, snippets
from tests.processes import ROOT

pytestmark = pytest.mark.django_db

# A module of an app that is installed, and what the pages call it.
NAMES = ("cms.as_documented", "host", "host.storage", "host.middleware")
HOW_TO = "docs/how-to"
# tests/test_building.py runs it on a site without editions.
ELSEWHERE = {f"{HOW_TO}/editions-in-python.md"}
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
READ = ("json", "django")
OF_OTHERS = ("css", "html", "ini", "javascript", "nginx", "text", "typescript", "yaml")
# What a page leaves to its reader.
CHANGE = "# … change the figure in draft.body …"
CHANGED = "draft.body[0].value['stats'][1].value['value'] = 1400"


@pytest.fixture
def module(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, edition_2016: ResultsPage
) -> Iterator[ModuleType]:
    """A module of a site, with its settings and addresses; what it registers goes with the test."""
    monkeypatch.setattr(pages, "PAGE_MODEL_CLASSES", [*pages.PAGE_MODEL_CLASSES])
    monkeypatch.setattr(steps, "_steps", {**steps._steps})
    monkeypatch.setattr(rules, "_registered", [*rules._registered])
    monkeypatch.setattr(addresses, "_views", {**addresses._views})
    monkeypatch.setattr(addresses, "_finders", [*addresses._finders])
    monkeypatch.setattr(due, "maintenance_tasks", [*due.maintenance_tasks])
    monkeypatch.setattr(read_generator, "field_schemas", {**read_generator.field_schemas})
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
    monkeypatch.chdir(tmp_path)
    Path("data.csv").write_bytes(Client().get(f"{edition_2016.url}data.csv").content)
    found = ModuleType(NAMES[0])
    found.__path__ = [str(tmp_path)]
    for name in NAMES:
        monkeypatch.setitem(sys.modules, name, found)
    vars(found).update(
        {name: deepcopy(value) for name, value in vars(of_the_site).items() if name.isupper()},
        path=path,
        include=include,
        wagtail_urls=wagtail_urls,
        os=os,
        Page=Page,
        urlpatterns=[path("", include(wagtail_urls))],
        application=import_string(of_the_site.WSGI_APPLICATION),
        client_address=lambda request: request.META["REMOTE_ADDR"],
        page=ResultsPage.objects.get(pk=edition_2016.pk),
    )
    with isolate_apps("cms"):
        yield found


def run(name: str, module: ModuleType) -> None:
    for code in snippets(name, "python"):
        exec(code.replace(CHANGE, CHANGED), vars(module))  # noqa: S102  # it is ours


def defined(module: ModuleType, kind: type[Any]) -> list[Any]:
    found = [each for each in vars(module).values() if isinstance(each, type)]
    return [each for each in found if issubclass(each, kind) and each.__module__ == NAMES[0]]


@pytest.mark.parametrize(
    "name", [each for each in GUIDES if snippets(each, "python") and each not in ELSEWHERE]
)
def test_a_python_example_runs_and_what_it_names_is_there(
    name: str, module: ModuleType, settings: Settings
) -> None:
    run(name, module)

    for app in module.INSTALLED_APPS:
        AppConfig.create(app)
    settings.WAGTAIL_RESULTS = module.WAGTAIL_RESULTS
    assert conf.mistakes() == []
    backends = [each["BACKEND"] for each in module.STORAGES.values()]
    client_address = [conf.setting("CLIENT_ADDRESS")]
    for dotted in filter(None, (*module.MIDDLEWARE, *backends, *client_address)):
        import_string(dotted)
    for address in module.urlpatterns:
        assert address.check() == []
    for config in defined(module, AppConfig):
        config(config.name, module).ready()
    for model in defined(module, Model):
        # It stands alone here, without the models that it refers to.
        said = model.check(databases=[])
        assert [each for each in said if not str(each.id).startswith("fields.E3")] == []
    for migration in defined(module, Migration):
        for app, needed in set(migration.dependencies) - {("stories", "0002_testimony")}:
            import_module(f"{apps.get_app_config(app).name}.migrations.{needed}")


def of_page(**fields: str) -> Any:
    return SimpleNamespace(page=SimpleNamespace(**fields))


def test_the_blocks_and_rules_of_a_page_type_do_what_its_guide_says(
    module: ModuleType, edition_2016: ResultsPage
) -> None:
    run(f"{HOW_TO}/own-page-type.md", module)
    module.StoriesConfig("stories", module).ready()
    signed, guest, motto_is_there = module.SignedBlock(), module.GuestBlock(), rules._registered[-1]
    value = guest.to_python({"name": "Anna", "page": edition_2016.pk})

    (fault,) = signed.find_issues(signed.to_python({"words": "We were there."}))
    display = guest.get_display(value, PageReading([("", guest, value)], page=edition_2016))

    assert (fault.code, fault.stage) == ("unsigned", module.Stage.PUBLISHING)
    assert display == {"url": edition_2016.url}
    assert [each.code for each in motto_is_there.find(of_page(motto=""))] == ["motto_missing"]
    assert not list(motto_is_there.find(of_page(motto="Example data")))


def test_the_receiver_of_the_guide_knows_our_messages(module: ModuleType) -> None:
    run(f"{HOW_TO}/tell-other-systems.md", module)
    (body,), now = snippets(f"{HOW_TO}/tell-other-systems.md", "json"), timezone.now()
    environ: dict[str, Any] = {
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_WEBHOOK_ID": "msg_1",
        "HTTP_WEBHOOK_TIMESTAMP": str(int(now.timestamp())),
        "HTTP_WEBHOOK_SIGNATURE": Endpoint(secret=SECRET).sign("msg_1", now, body),
    }
    said: list[str] = []
    for content in (body, body.replace("12", "13")):
        environ["wsgi.input"] = BytesIO(content.encode())
        module.receive(environ, lambda status, headers: said.append(status))

    assert said == ["204 No Content", "400 Bad Request"]


def test_the_figures_of_a_file_add_up_and_one_is_corrected(
    module: ModuleType, edition_2016: ResultsPage
) -> None:
    run(f"{HOW_TO}/use-the-figures.md", module)
    run(f"{HOW_TO}/write-with-the-api.md", module)

    assert module.total == 6558
    (change,) = ResultsPage.objects.get(pk=edition_2016.pk).changes
    assert (change.value["value"], change.value["reason"]) == (1382, "Counted twice.")


@pytest.mark.parametrize("name", GUIDES)
def test_a_fence_names_its_language_and_templates_and_json_can_be_read(name: str) -> None:
    text = (ROOT / name).read_text()

    assert {each.language for each in examples(text)} <= {"python", "shell", *READ, *OF_OTHERS}
    assert text.count("```") == 2 * len(examples(text))
    for code in snippets(name, "json"):
        json.loads(code)
    for code in snippets(name, "django"):
        loads = "" if "{% extends" in code else "{% load i18n static results_tags %}"
        engines["django"].from_string(loads + code)
