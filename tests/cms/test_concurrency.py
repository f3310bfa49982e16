"""Eight editors publish while fifty visitors read, on SQLite, and nobody meets an error."""

from pathlib import Path

from django.db import connection

import pytest

from tests.cms.load import CONTENT, run
from tests.publishing.sudden_ends.site import killable_site

EDITORS = 8
READERS = 50

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="says something about SQLite only")
@pytest.mark.parametrize(
    "seconds", [5, pytest.param(60, marks=[pytest.mark.soak, pytest.mark.drill])]
)
def test_editors_and_visitors_do_not_get_in_each_other_s_way(
    seconds: int, tmp_path: Path, django_db_setup: None
) -> None:
    with killable_site(tmp_path) as site:
        site.env |= {"WEB_WORKERS": "4", "TMPDIR": str(tmp_path)}
        editions = [int(pk) for pk in site.fill(f"EDITORS = {EDITORS}\n{CONTENT}").split()]
        site.start()
        truth = run(site.address, editions, EDITORS, READERS, seconds)

    print(f"{truth.publications} publications, answers: {dict(truth.answers)}")
    assert not truth.failures
    assert len(truth.acknowledged) == EDITORS
    assert truth.answers.total() >= READERS


@pytest.mark.soak
@pytest.mark.drill
def test_eight_editors_slow_readers_no_more_than_one_does_twice(
    tmp_path: Path, django_db_setup: None
) -> None:
    with killable_site(tmp_path) as site:
        site.env |= {"WEB_WORKERS": "2", "TMPDIR": str(tmp_path)}
        editions = [int(pk) for pk in site.fill(f"EDITORS = {EDITORS}\n{CONTENT}").split()]
        site.start()
        one, eight = (run(site.address, editions, editors, READERS, 30) for editors in (1, EDITORS))

    for truth in (one, eight):
        print(
            f"{truth.publications} publications, {truth.reads_a_second:.0f} reads a second, "
            f"95 of 100 within {truth.slow_read:.2f} s"
        )
        assert not truth.failures
    assert eight.reads_a_second > one.reads_a_second / 2
    assert eight.slow_read < 0.5
