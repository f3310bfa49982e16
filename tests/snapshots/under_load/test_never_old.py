"""Two publish while fifty read: nobody gets what is older than the last acknowledged change."""

from pathlib import Path

import pytest

from tests.cms.load import CONTENT, run
from tests.publishing.sudden_ends.site import killable_site

PUBLISHERS = 2
READERS = 50
EDITIONS = 4

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]


@pytest.mark.parametrize(
    "seconds", [8, pytest.param(60, marks=[pytest.mark.soak, pytest.mark.drill])]
)
def test_no_reader_gets_less_than_what_was_acknowledged_before(
    seconds: int, tmp_path: Path, django_db_setup: None
) -> None:
    with killable_site(tmp_path) as site:
        site.env |= {"WEB_WORKERS": "3", "TMPDIR": str(tmp_path)}
        made = site.fill(f"EDITORS = {EDITIONS}\n{CONTENT}").split()
        site.start()

        truth = run(site.address, [int(line) for line in made], PUBLISHERS, READERS, seconds)

    print(f"{truth.publications} publications, answers: {dict(truth.answers)}")
    assert not truth.failures
    assert truth.publications >= PUBLISHERS
    assert truth.answers["hit"] > truth.answers["made"] > 0
