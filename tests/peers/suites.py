"""The tests of other packages, as these bring them, with the plugin in their site and without it."""

import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.database import template_file
from tests.peers.expected import Failure
from tests.processes import ROOT, environment
from tests.wheel.foreign import UV, run

CACHE = ROOT / ".cache" / "peers"
HOST = Path(__file__).parent / "host"


@dataclass(frozen=True)
class Peer:
    """A package with tests; `whole` names them as Django's runner takes them.

    `imports` are packages that its tests import and ours do not. A test that misses others fails
    without the plugin, too.
    """

    name: str
    settings: str
    imports: tuple[str, ...]
    whole: str
    has_tests_in_wheel: bool = True

    def differences(self, labels: Iterable[str], folder: Path) -> list[Failure]:
        """Run the tests, and return what fails only with the plugin."""
        failed = self._failures(labels, folder / f"{self.name}-with", plugin=True)
        if not failed:
            return []
        again = {failure.label for failure in failed}
        bare = self._failures(again, folder / f"{self.name}-without", plugin=False)
        return [each for each in failed if each.test not in {failure.test for failure in bare}]

    def _failures(self, labels: Iterable[str], folder: Path, *, plugin: bool) -> list[Failure]:
        folder.mkdir()
        shutil.copy(self._migrated(plugin), folder / "peer.sqlite3")
        ended = self._manage(folder, plugin, "test", "--noinput", "--keepdb", *sorted(labels))
        assert re.search(r"^Ran [1-9]\d* tests? in", ended.stdout, re.M), ended.stdout[-5000:]
        report = folder / "failures.jsonl"
        lines = report.read_text().splitlines() if report.exists() else []
        return [Failure(**json.loads(line)) for line in lines]

    def _migrated(self, plugin: bool) -> Path:
        """The database that their site begins with, made once for these packages and migrations."""
        kept = CACHE / f"{self.name}-{'with' if plugin else 'without'}-{template_file().name}"
        if not kept.exists():
            folder = kept.with_suffix("")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            ended = self._manage(folder, plugin, "migrate", "--skip-checks", samples=False)
            assert ended.returncode == 0, ended.stdout
            (folder / "peer.sqlite3").rename(kept)
            shutil.rmtree(folder)
        return kept

    def _manage(
        self, folder: Path, plugin: bool, *arguments: str, samples: bool = True
    ) -> subprocess.CompletedProcess[str]:
        # wagtail-localize's come first: they are a package of the same name as ours.
        places = [self._installed(), HOST, ROOT]
        if not self.has_tests_in_wheel:
            places.insert(0, self._source())
        variables = {
            "DJANGO_SETTINGS_MODULE": "peer_settings",
            "PYTHONPATH": ":".join(map(str, places)),
            "PEER_SETTINGS": self.settings,
            "PEER_PLUGIN": "yes" if plugin else "no",
            "PEER_SAMPLES": "yes" if samples else "no",
        }
        return subprocess.run(
            [sys.executable, "-m", "django", *arguments],
            cwd=folder,
            env=environment(variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def _installed(self) -> Path:
        """A folder with what the tests import, kept between runs."""
        folder = CACHE / f"{self.name}-imports"
        if not folder.exists():
            new = _emptied(folder.with_suffix(".new"))
            options = ("--quiet", "--no-deps", "--target", new)
            run((UV, "pip", "install", *options, *self.imports), ROOT)
            new.rename(folder)
        return folder

    def _source(self) -> Path:
        """The source distribution of the version that is installed, unpacked and kept."""
        release = version(self.name)
        folder = CACHE / f"{self.name}-{release}"
        if not folder.exists():
            new = _emptied(CACHE / f"{self.name}.new")
            pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
            wanted = ("--no-deps", "--no-binary", self.name, f"{self.name}=={release}")
            run((*pip, "download", *wanted, "--dest", new), ROOT)
            with tarfile.open(next(new.glob("*.tar.gz"))) as archive:
                archive.extractall(new, filter="data")
            next(path for path in new.iterdir() if path.is_dir()).rename(folder)
            shutil.rmtree(new)
        return folder


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


WAGTAIL = Peer(
    "wagtail",
    "wagtail.test.settings",
    imports=("freezegun",),
    whole="wagtail",
)
LOCALIZE = Peer(
    "wagtail-localize",
    "tests.testapp.settings",
    imports=("freezegun", "wagtail-modeladmin"),
    whole="tests",
    has_tests_in_wheel=False,
)
PEERS = (WAGTAIL, LOCALIZE)
