"""Run inside a foreign site that has uninstalled the plugin: its own pages are edited and deleted.

It says so, and ends with an error when the site answers with one.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "host.settings.dev")
django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from wagtail.models import Page, Site  # noqa: E402

assert not [config for config in apps.get_app_configs() if config.name.startswith("results")]
settings.ALLOWED_HOSTS = ["*"]
client = Client()
client.force_login(get_user_model().objects.create_superuser("root", "root@example.org", "x"))
home = Site.objects.get().root_page
page = home.add_child(instance=home.specific_class(title="Own", slug="own"))
group = Group.objects.get(name="Editors")
edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
READ = [
    "/",
    "/own/",
    edit,
    reverse("wagtailadmin_home"),
    reverse("wagtailadmin_explore", args=[home.pk]),
    reverse("wagtailadmin_pages:history", args=[home.pk]),
    reverse("wagtailadmin_pages:usage", args=[home.pk]),
    reverse("wagtailadmin_pages:delete", args=[page.pk]),
    reverse("wagtailadmin_reports:site_history"),
    reverse("wagtailadmin_reports:aging_pages"),
    reverse("wagtailadmin_reports:page_types_usage"),
    reverse("wagtailusers_groups:edit", args=[group.pk]),
    reverse("wagtailadmin_pages:search") + "?q=own",
]
for address in READ:
    assert client.get(address).status_code == 200, address
sent = {
    "title": "Own, edited",
    "slug": "own",
    "comments-TOTAL_FORMS": 0,
    "comments-INITIAL_FORMS": 0,
}
answer = client.post(edit, {**sent, "action-publish": "1"})
assert answer.status_code == 302, answer.content
assert Page.objects.get(pk=page.pk).title == "Own, edited"
answer = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
assert answer.status_code == 302, answer.content
assert not Page.objects.filter(pk=page.pk).exists()
print("edited and deleted")
