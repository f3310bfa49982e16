"""Foreign sites: made by `wagtail start`, in an environment that knows the wheel and not this tree."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import dedent
from uuid import uuid4

import psycopg

from tests.docs.markdown import DOCS, fences, sections
from tests.processes import ROOT
from tests.snapshots.under_load.postgres import Postgres

CACHE = ROOT / ".cache" / "foreign"
HOST = Path(__file__).parent / "host"
UV = Path(sys.executable).parent / "uv"

# With extras of the plugin there is all that a site with everything has.
BESIDE = ("wagtail-localize==1.14.5", "psycopg[binary]")
PARTS = ("import", "localize", "pdf", "snapshots", "webhooks")


@dataclass(frozen=True)
class Stack:
    """What a host has installed; `python` is the version that it would like best."""

    wagtail: str
    django: str
    python: str

    @property
    def name(self) -> str:
        return f"wagtail-{self.wagtail}-django-{self.django}"

    @property
    def packages(self) -> tuple[str, str]:
        return f"django=={self.django}.*", f"wagtail=={self.wagtail}.*"

    @property
    def said(self) -> set[str]:
        """What the exercise says on a site with everything on; Wagtail has API v3 since 8.0."""
        forms = ["HTML", "feed", "API v2", "PDF", "data files"]
        if self.wagtail != "7.4":
            forms.append("API v3")
        pages = {"published: /resultat/2016/", "translated: /en/resultat/2016/"}
        return {*pages, "corrected", "edited", *(f"read: {form}" for form in forms)}


# Every Wagtail with every Django that it goes with, as its package says.
STACKS = (
    OLDEST := Stack("7.4", "5.2", "3.11"),
    Stack("7.4", "6.0", "3.13"),
    Stack("8.0", "5.2", "3.11"),
    Stack("8.0", "6.0", "3.13"),
    NEWEST := Stack("8.0", "6.1", "3.13"),
)


@dataclass(frozen=True)
class Database:
    """A database on a PostgreSQL server; to begin with, the one that new ones are copies of."""

    server: Postgres
    name: str = "template1"

    def copied(self) -> "Database":
        """Another one with what is in this one now."""
        made = replace(self, name=f"site_{uuid4().hex}")
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {made.name} TEMPLATE {self.name}".encode())
        return made

    @property
    def settings(self) -> str:
        default = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "USER": "results",
            "HOST": "127.0.0.1",
            "PORT": self.server.port,
        }
        return f"DATABASES = {{'default': {default!r}}}"


def guide(name: str) -> str:
    return (DOCS / "how-to" / f"{name}.md").read_text()


def everything_at_once() -> str:
    return sections(guide("add-to-a-site"))["Everything at once"]


def run(
    command: Sequence[str | Path], folder: Path, seconds: int = 300
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; the test fails with the command's output when it fails."""
    # Only what a shell needs: a PYTHONPATH or settings of ours would let the site see this tree.
    kept = ("HOME", "LANG", "PATH", "TMPDIR", "SSL_CERT_FILE", "PIP_CERT")
    kept_env = {name: os.environ[name] for name in kept if name in os.environ}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=kept_env,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result


def find_python(wanted: str) -> str:
    """The wanted version where the machine has it, else the one that runs the tests."""
    found = subprocess.run(
        [UV, "python", "find", "--no-python-downloads", "--no-project", "--system", wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() if found.returncode == 0 else sys.executable


def make_environment(stack: Stack, wheel: Path, *extras: str) -> Path:
    """A virtual environment with the stack, the wheel and its extras; its Python's path.

    What comes from the registry is kept between runs, the wheel is installed anew.
    """
    packages = [*stack.packages, *(BESIDE if extras else ())]
    python = find_python(stack.python)
    state = hashlib.sha256("\n".join([python, *packages, *extras]).encode()).hexdigest()[:12]
    folder = CACHE / f"{stack.name}-{state}"
    inside = folder / "bin" / "python"
    if not (folder / ".complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        run([UV, "venv", "--quiet", "--no-project", "--python", python, folder], ROOT)
        run([UV, "pip", "install", "--quiet", "--python", inside, *packages], ROOT)
        (folder / ".complete").touch()
    extra = f"[{','.join(extras)}]" if extras else ""
    ours = ("--reinstall-package", "wagtail-results", f"wagtail-results{extra} @ {wheel.as_uri()}")
    run([UV, "pip", "install", "--quiet", "--python", inside, *ours, *packages], ROOT)
    return inside


@dataclass(frozen=True)
class Site:
    """A site in a folder; without a database of its own it has one on SQLite there."""

    folder: Path
    python: Path
    database: Database | None = None

    def manage(self, *arguments: str) -> str:
        return self.run(*arguments).stdout

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run([self.python, "manage.py", *arguments], self.folder)

    def exercise(self, *arguments: str) -> set[str]:
        """Run host/exercise in the site: create, publish, translate, correct, read; what it says."""
        shutil.copytree(HOST / "exercise", self.folder / "exercise")
        done = run([self.python, "-m", "exercise", *arguments], self.folder)
        return set(done.stdout.splitlines())

    def copied(self, folder: Path) -> "Site":
        """The same site in a folder of its own, with its database as it is now."""
        database = self.database and self.database.copied()
        copied = Site(shutil.copytree(self.folder, folder / "site"), self.python, database)
        if database:
            copied.append("host/settings/base.py", database.settings)
        return copied

    def uninstall(self) -> str:
        """Remove the plugin as docs/how-to/upgrade-move-or-leave.md says, and use what is left of the site."""
        page = guide("upgrade-move-or-leave")
        typed = fences(sections(page)["Remove the plugin"], "shell")[0].splitlines()
        # In one process: each of its own would take as long as all that they do.
        steps = [
            "from django.core.management import call_command; from wagtail.models import Page",
            "from results.models import Indicator",
            "Page.objects.filter(content_type__app_label='results').delete()",
            "Indicator.objects.all().delete()",
            "call_command('run_results', once=True)",
            fences(page, "python")[0],
            *(f"call_command(*{line.split()[2:]})" for line in typed),
        ]
        self.manage("shell", "-c", "\n".join(steps))
        for name in ("settings/base.py", "settings/dev.py", "urls.py"):
            path = self.folder / "host" / name
            kept = path.read_text().replace('path("", include("results.urls")), ', "")
            ours = ("results.", '"results"', "everything")
            lines = [line for line in kept.splitlines() if not any(each in line for each in ours)]
            path.write_text("\n".join(lines))
        shutil.copy(HOST / "bereft.py", self.folder)
        self.manage("check")
        return run([self.python, "bereft.py"], self.folder).stdout

    def append(self, name: str, text: str) -> None:
        with (self.folder / name).open("a") as file:
            file.write("\n" + dedent(text))


def start_site(python: Path, folder: Path, database: Database | None) -> Site:
    """A new site as a host gets it, plus the lines that the README asks for."""
    folder.mkdir()
    run([python.parent / "wagtail", "start", "host", folder], folder)
    site = Site(folder, python, database)
    if database:
        site.append("host/settings/base.py", database.settings)
    site.append(
        "host/settings/base.py",
        'INSTALLED_APPS = ["results", "wagtail.contrib.typed_table_block", *INSTALLED_APPS]',
    )
    return site


def ready(
    python: Path,
    folder: Path,
    *additions: Callable[[Site], None],
    database: Database | None = None,
) -> Site:
    """A new site with the additions, checked and migrated."""
    code = (
        "import sys, django, wagtail;"
        "print(f'Python {sys.version.split()[0]}, Django {django.__version__}, Wagtail {wagtail.__version__}')"
    )
    print(run([python, "-c", code], python.parent).stdout.strip())
    site = start_site(python, folder, database)
    for add in additions:
        add(site)
    # Both check the whole site before.
    site.manage("makemigrations", "--check", "--dry-run")
    site.manage("migrate", "--verbosity", "0")
    return site


def _add_apps(site: Site) -> None:
    settings, for_sqlite, for_postgresql, *_addresses = fences(everything_at_once(), "python")
    of_database = for_postgresql if site.database else for_sqlite
    site.append("host/settings/base.py", settings + of_database)


def add_everything(site: Site) -> None:
    """What a new site does for all parts, as docs/how-to/add-to-a-site.md says."""
    *_settings, addresses, _grown = fences(everything_at_once(), "python")
    language, description = fences(everything_at_once(), "django")
    _add_apps(site)
    site.append("host/urls.py", addresses)
    base = site.folder / "host" / "templates" / "base.html"
    template = base.read_text()
    for theirs, ours in {
        '<html lang="en">': language,
        "{% if page.search_description %}": description,
    }.items():
        assert theirs in template
        template = template.replace(theirs, ours)
    base.write_text(template)
    # The settings that it is tried with have DEBUG.
    site.append("host/settings/base.py", 'WAGTAIL_RESULTS = {"SNAPSHOTS": True}')
    site.append("host/settings/dev.py", 'ALLOWED_HOSTS = ["testserver", "localhost"]')
    site.append(
        "host/wsgi.py",
        """
        from results.snapshots.wsgi import with_snapshots

        application = with_snapshots(application)
        """,
    )


def add_everything_later(site: Site) -> None:
    """What a site does that has languages, a base.html and CSS of its own, as the same page says."""
    *_new, addresses = fences(everything_at_once(), "python")
    shutil.copytree(HOST / "grown", site.folder / "host", dirs_exist_ok=True)
    _add_apps(site)
    site.append("host/urls.py", addresses)


def add_translation(site: Site) -> None:
    """What a host does for a second language, as docs/how-to/translate.md says."""
    settings, addresses, _further = fences(guide("translate"), "python")
    site.append("host/settings/base.py", settings)
    site.append("host/urls.py", addresses)


def add_own_page_type(site: Site) -> None:
    """A page type with a block of its own, as docs/how-to/own-page-type.md builds it."""
    page = guide("own-page-type")
    site.manage("startapp", "stories")
    (site.folder / "stories" / "models.py").write_text(fences(page, "python")[0])
    blocks = site.folder / "stories" / "templates" / "stories" / "blocks"
    blocks.mkdir(parents=True)
    (blocks / "voice.html").write_text(fences(page, "django")[0])
    site.append("host/settings/base.py", 'INSTALLED_APPS = ["stories", *INSTALLED_APPS]')
    site.manage("makemigrations", "stories")


def said_by_doctor(site: Site) -> set[str]:
    """The ids of all that the checks of a site at work say of the plugin; it fails with errors."""
    said = site.run("check", "--deploy", "--database", "default").stderr
    return set(re.findall(r"\((results\w*\.\w+)\)", said))
