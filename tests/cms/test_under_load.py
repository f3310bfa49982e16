"""Eight editors who publish while fifty visitors read: nobody takes from the others."""

from pathlib import Path

import pytest

from tests.publishing.sudden_ends.site import killable_site

from .load import CONTENT, run

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]

EDITORS = 8


@pytest.mark.soak
@pytest.mark.drill
def test_eight_editors_slow_readers_no_more_than_one_does_twice(
    tmp_path: Path, django_db_setup: None
) -> None:
    with killable_site(tmp_path) as site:
        site.env |= {"WEB_WORKERS": "2", "TMPDIR": str(tmp_path)}
        editions = [int(pk) for pk in site.fill(f"EDITORS = {EDITORS}\n{CONTENT}").split()]
        site.start()
        one, eight = (run(site.address, editions, editors, 50, 30) for editors in (1, EDITORS))

    for truth in (one, eight):
        print(
            f"{truth.publications} publications, {truth.reads_a_second:.0f} reads a second, "
            f"95 of 100 within {truth.slow_read:.2f} s"
        )
        assert not truth.failures
    assert eight.reads_a_second > one.reads_a_second / 2
    assert eight.slow_read < 0.5
