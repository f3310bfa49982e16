"""The processor's time is counted to the nearest code that somebody could change."""

import sys
import time
from types import FrameType

import pytest

from benchmarks.probe.sampling import GROUPS, OTHER, Sample, group_of
from benchmarks.shares import SHARES
from benchmarks.tables import CODE, REQUESTS


def frame_in(*files: str) -> FrameType | None:
    """The innermost frame of functions in these files, of which each calls the next one."""
    found: list[FrameType] = []
    code = "def call(files):\n    return files[0](files[1:]) if files else look()\n"
    calls = []
    for file in files:
        names: dict[str, object] = {"look": lambda: found.append(sys._getframe(1))}
        exec(compile(code, file, "exec"), names)  # noqa: S102 -- the line above
        calls.append(names["call"])
    first, *rest = calls
    first(rest)  # type: ignore[operator]
    return found[0]


def test_a_query_that_a_template_asks_for_is_a_query() -> None:
    template, query = (
        "/lib/site-packages/django/template/base.py",
        "/lib/site-packages/django/db/models/query.py",
    )
    assert group_of(frame_in(template, query)) == "queries"
    assert group_of(frame_in(query, template)) == "templates"


def test_a_library_without_a_group_counts_to_who_called_it() -> None:
    assert (
        group_of(frame_in("/lib/site-packages/wagtail/models.py", "/lib/json/encoder.py"))
        == "wagtail"
    )


def test_what_nobody_called_is_the_rest() -> None:
    assert group_of(None) == OTHER


def test_shares_are_per_cent_of_all_looks() -> None:
    sample = Sample()
    with sample.looking():
        end = time.process_time() + 0.1
        while time.process_time() < end:
            pass
    shares = sample.shares()

    assert sample.counts.total() > 0
    assert set(shares) == {*GROUPS, OTHER}
    assert sum(shares.values()) == pytest.approx(100)


def test_every_group_and_every_way_has_a_place_in_the_table() -> None:
    assert set(CODE) == {*GROUPS, OTHER}
    assert set(REQUESTS) == {figure.way for figure in SHARES}
