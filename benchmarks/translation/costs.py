"""What it costs to let a translation follow one changed number, and to compare strings.

The baseline is wagtail-localize's own way to the same page: `update_from_db` and `save_target`, as
"Sync translated pages" with "Publish immediately" does it, on the same edition in the same process.
"""

import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail_localize.models import TranslationSource

from results.models import ResultsPage
from results.sync import sync_languages
from results.translation.proofs import faults_of
from tests.factories import ResultsPageFactory, home_page
from tests.translation.test_cost_of_sync import long_body
from tests.translation.translating import submit, translate

ROUNDS = 7
STRINGS = 10_000
PAIRS = Path(__file__).parents[2] / "tests" / "translation" / "proofs" / "pairs.jsonl"


def run() -> None:
    """Measure, and print one table for each subject."""
    logging.disable(logging.CRITICAL)
    _follow_up()
    _digit_check()


def _follow_up() -> None:
    home_page("en")
    page = ResultsPageFactory.create(content=long_body())
    translation = submit(page)
    translate(translation)
    translation.save_target()
    ways: dict[str, Callable[[Any], None]] = {
        "wagtail-localize": _resynchronise,
        "follow-up": sync_languages,
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    queries: dict[str, int] = {}
    for turn in range(ROUNDS):
        for number, (name, way) in enumerate(ways.items()):
            _publish(page.pk, str(1000 + 10 * turn + number))
            current = ResultsPage.objects.get(pk=page.pk)
            start = time.perf_counter()
            way(current)
            seconds[name].append(time.perf_counter() - start)
            _publish(page.pk, str(2000 + 10 * turn + number))
            current = ResultsPage.objects.get(pk=page.pk)
            with CaptureQueriesContext(connection) as captured:
                way(current)
            queries[name] = len(captured)
    baseline = median(seconds["wagtail-localize"])
    print("\nOne changed number, 15 pieces of work with 5 figures each")
    print(f"{'':18}{'queries':>9}{'median':>9}{'min':>8}{'max':>8}{'ratio':>8}")
    for name, taken in seconds.items():
        print(
            f"{name:18}{queries[name]:>9}{median(taken):>8.3f}s{min(taken):>7.3f}s"
            f"{max(taken):>7.3f}s{median(taken) / baseline:>8.2f}"
        )


def _publish(page_id: int, value: str) -> None:
    page: Any = ResultsPage.objects.get(pk=page_id)
    page.body = long_body(value)
    page.save_revision().publish()


def _resynchronise(page: Any) -> None:
    """What stock wagtail-localize does, in its own words."""
    source = TranslationSource.objects.get_for_instance(page)
    refresh = TranslationSource.refresh_segments
    # Ours stand around those of wagtail-localize, which functools.wraps keeps.
    TranslationSource.refresh_segments = refresh.__wrapped__
    try:
        TranslationSource.update_from_db.__wrapped__(source)
    finally:
        TranslationSource.refresh_segments = refresh
    for translation in source.translations.all():
        translation.save_target()


def _digit_check() -> None:
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    pairs = [(pair["sv"], pair["en"]) for pair in map(json.loads, lines)]
    taken = []
    for _turn in range(3):
        start = time.perf_counter()
        for number in range(STRINGS):
            source, translation = pairs[number % len(pairs)]
            faults_of(source, translation, "sv", "en")
        taken.append(time.perf_counter() - start)
    print(
        f"\nComparing {STRINGS:,} strings: {median(taken):.2f} s ({min(taken):.2f}–{max(taken):.2f})"
    )
