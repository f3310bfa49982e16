"""Run by a process of its own: what acts on plain pages cost, as JSON.

For each act two numbers: its statements, and how often it began or left a transaction or a savepoint.
"""

import json
from collections.abc import Callable, Iterator

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from wagtail.models import Locale, Page, Site  # noqa: E402

from tests.everything.host.models import PlainPage  # noqa: E402

CHILDREN = 6
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
COMMENTS = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
TEXT = json.dumps({"entityMap": {}, "blocks": []})


def make_tables() -> None:
    """Make them from the models: the migrations would take longer than all that is measured."""
    modules = dict.fromkeys(config.label for config in apps.get_app_configs())
    with override_settings(MIGRATION_MODULES=modules):
        call_command("migrate", run_syncdb=True, verbosity=0)


def make_site() -> Page:
    """The front page of a site in two languages; with the plugin it has an edition, too."""
    for code in ("sv", "en"):
        Locale.objects.create(language_code=code)
    root = Page.add_root(title="Root", slug="root", locale=Locale.get_default())
    home = root.add_child(instance=PlainPage(title="Home", slug="home"))
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    if apps.is_installed("results"):
        from results.models import ResultsIndexPage, ResultsPage

        index = home.add_child(instance=ResultsIndexPage(title="Results", slug="results"))
        index.add_child(instance=ResultsPage(title="2016", slug="2016", live=False))
    return home


def trees(home: Page) -> Iterator[Page]:
    """Trees below the front page, one after the other."""
    number = 0
    while True:
        number += 1
        top = home.add_child(instance=PlainPage(title="Top", slug=f"top-{number}"))
        for child in range(CHILDREN):
            top.add_child(instance=PlainPage(title="Child", slug=f"child-{child}"))
        yield top


def main() -> None:
    make_tables()
    tops = trees(make_site())
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("anna", "a@example.org", "x"))

    def screen(name: str, status: int, **data: object) -> Callable[[Page], None]:
        def act(page: Page) -> None:
            address = reverse(f"wagtailadmin_{name}", args=[page.pk])
            if "slug" in data:
                data["slug"] = page.slug
            response = client.post(address, data) if data else client.get(address)
            assert response.status_code == status, response.content

        return act

    form = {"title": "Another title", "slug": "", "text": TEXT, **COMMENTS}
    acts = {
        "list": screen("explore", 200),
        "open": screen("pages:edit", 200),
        "save": screen("pages:edit", 302, **form),
        "publish": screen("pages:edit", 302, **form, **{"action-publish": "1"}),
        "unpublish": screen("pages:unpublish", 302, include_descendants="on"),
        "delete": screen("pages:delete", 302, sure="yes"),
    }
    costs = {}
    for name, act in acts.items():
        # What a process asks but once is asked the first time.
        act(next(tops))
        top = next(tops)
        with CaptureQueriesContext(connection) as captured:
            act(top)
        said = [query["sql"] for query in captured]
        control = sum(sql.startswith(CONTROL) for sql in said)
        costs[name] = [len(said) - control, control]
    print(json.dumps(costs))


main()
