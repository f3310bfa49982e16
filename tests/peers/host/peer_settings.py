"""The settings of a peer's own tests, and where asked what docs/how-to/add-to-a-site.md adds."""

import os
from importlib import import_module
from pathlib import Path

from django.apps import AppConfig
from django.conf.global_settings import STORAGES

theirs = vars(import_module(os.environ["PEER_SETTINGS"]))
globals().update({name: theirs[name] for name in theirs if name.isupper()})
INSTALLED_APPS = theirs["INSTALLED_APPS"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "peer.sqlite3",
        "TEST": {"NAME": "peer.sqlite3"},
        "OPTIONS": {"init_command": "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY"},
    }
}
# Their own folders for it lie in the environment that all tests share.
MEDIA_ROOT = str(Path.cwd() / "media")
STATIC_ROOT = str(Path.cwd() / "static")
TEST_RUNNER = "peer_runner.Runner"

if os.environ["PEER_PLUGIN"] == "yes":
    from results import everything

    # Their languages stay, and what wagtail-localize does unless told otherwise.
    REPLACED = ("wagtail.locales", "wagtail.contrib.simple_translation")
    kept = [app for app in INSTALLED_APPS if app not in REPLACED]
    INSTALLED_APPS = [*dict.fromkeys([*everything.APPS, *kept])]
    MIDDLEWARE = [*dict.fromkeys([*everything.MIDDLEWARE, *theirs["MIDDLEWARE"]])]
    STORAGES = {**STORAGES, "default": {"BACKEND": "results.media.storage.PrivateMediaStorage"}}
    ROOT_URLCONF = "peer_urls"

# The tables of the apps that only Wagtail's tests have are made from the models as they are: with
# their migrations in the plan, which have no data, it would take two minutes longer.
samples = [
    app for app in INSTALLED_APPS if app.startswith("wagtail.test.") and "user" not in app.lower()
]
if os.environ.get("PEER_SAMPLES") == "no":
    INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in samples]
else:
    MIGRATION_MODULES = {AppConfig.create(app).label: None for app in samples}
