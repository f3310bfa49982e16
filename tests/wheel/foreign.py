"""Foreign sites: made by `wagtail start`, in an environment that knows the wheel and not this tree."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from tests.docs.markdown import DOCS, fences
from tests.processes import ROOT

CACHE = ROOT / ".cache" / "foreign"
HOST = Path(__file__).parent / "host"
UV = Path(sys.executable).parent / "uv"


def guide(name: str) -> str:
    return (DOCS / "how-to" / f"{name}.md").read_text()


@dataclass(frozen=True)
class Stack:
    """What a host has installed; `python` is the version that it would like best."""

    name: str
    python: str
    packages: tuple[str, ...]


OLDEST = Stack("wagtail-7.4", "3.11", ("django==5.2.*", "wagtail==7.4.*"))
NEWEST = Stack("wagtail-8.0", "3.13", ("django==6.1.*", "wagtail==8.0.*"))
LOCALIZE = "wagtail-localize==1.14.5"


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
    packages = [*stack.packages, *([LOCALIZE] if "localize" in extras else [])]
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
    folder: Path
    python: Path

    def manage(self, *arguments: str) -> str:
        return run([self.python, "manage.py", *arguments], self.folder).stdout

    def exercise(self, *arguments: str) -> str:
        """Run host/exercise.py in the site: create, publish, read, translate."""
        shutil.copy(HOST / "exercise.py", self.folder)
        return run([self.python, "exercise.py", *arguments], self.folder).stdout

    def copied(self, folder: Path) -> "Site":
        """The same site in a folder of its own, with its database as it is now."""
        return Site(Path(shutil.copytree(self.folder, folder / "site")), self.python)

    def uninstall(self) -> str:
        """Remove the plugin as docs/how-to/move-and-leave.md says, and use what is left of the site."""
        said = self.manage("remove_results", "--yes")
        for line in said.splitlines():
            if line.startswith("    python manage.py "):
                self.manage(*line.split()[2:])
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


def start_site(python: Path, folder: Path) -> Site:
    """A new site as a host gets it, plus the lines that the README asks for."""
    folder.mkdir()
    run([python.parent / "wagtail", "start", "host", folder], folder)
    site = Site(folder, python)
    site.append(
        "host/settings/base.py",
        'INSTALLED_APPS = ["results", "wagtail.contrib.typed_table_block", *INSTALLED_APPS]',
    )
    return site


def add_everything(site: Site) -> None:
    """What a new site does for all parts, as docs/how-to/everything-on.md says."""
    settings, for_sqlite, addresses, _grown = fences(guide("everything-on"), "python")
    language, description = fences(guide("everything-on"), "django")
    site.append("host/settings/base.py", settings + for_sqlite)
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
    settings, for_sqlite, _new, addresses = fences(guide("everything-on"), "python")
    shutil.copytree(HOST / "grown", site.folder / "host", dirs_exist_ok=True)
    site.append("host/settings/base.py", settings + for_sqlite)
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
