"""An app with a step that writes down what it finds when it runs."""

import json
import os
import random
import time
from datetime import timedelta
from pathlib import Path

from django.apps import AppConfig

FOLDER = "WITNESS_FOLDER"
LONGEST_LOOK = 0.1  # seconds; a step that asks another machine takes as long
LEASE = timedelta(seconds=10)


class WitnessConfig(AppConfig):
    name = "tests.publishing.sudden_ends.witness"
    label = "witness"

    def ready(self) -> None:
        from results.publishing import register_step, steps

        # To make a file takes a second; what becomes of one that was begun, their own tests say.
        del steps._steps["pdf"], steps._steps["pdf-of-editions"]
        register_step("look", look)
        steps.LEASE = LEASE


def look(publication) -> None:  # type: ignore[no-untyped-def]
    """Write the page's title and whether it is live, or null when it is gone."""
    folder = Path(os.environ[FOLDER])
    with (folder / f"{publication.pk}.begun").open("a") as begun:
        begun.write(f"{time.time()}\n")
    page = publication.page
    time.sleep(random.uniform(0, LONGEST_LOOK))
    # All or nothing: a process that is killed half way leaves no file that looks whole.
    unfinished = folder / f"{publication.pk}.{os.getpid()}.unfinished"
    unfinished.write_text(json.dumps([page.title, page.live] if page else None))
    unfinished.rename(folder / f"{publication.pk}")
    with folder.with_suffix(".runs").open("a") as runs:
        runs.write(f"{publication.pk}\n")
