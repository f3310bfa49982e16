"""A chart of a kind that is no more becomes one that is, wherever it is kept."""

from importlib import import_module
from typing import Any

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.record.versions import keep_version
from tests.factories import IndicatorFactory, block
from tests.translation.migrating import Program, forwards, kept_body, make_page
from tests.translation.translating import submit

pytestmark = pytest.mark.django_db

Migration = import_module("results.migrations.0012_charts_that_stay").Migration
KINDS = ("slope", "multiples", "columns", "bars")


def kinds(body: Any) -> list[str]:
    """The kinds of the charts in a body."""
    return [item["value"]["chart_type"] for item in body]


def test_slopes_and_small_charts_become_lines_wherever_they_are_kept(
    index: ResultsIndexPage, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = program.block("chart.chart_type").field
    monkeypatch.setattr(field, "choices", [(kind, kind) for kind in KINDS])
    chosen = {"indicators": [IndicatorFactory.create().pk], "figures": []}
    content = [block("chart", kind, title=kind, chart_type=kind, **chosen) for kind in KINDS]
    page = make_page(index, content=content)
    submit(page)
    version = keep_version(page)
    page.save_revision()

    forwards(Migration("0012_charts_that_stay", "results"))

    now = ["line", "line", "columns", "bars"]
    version.refresh_from_db()
    page = ResultsPage.objects.get(pk=page.pk)
    latest = page.get_latest_revision_as_object()
    kept = [page.body, latest.body, version.page_for(page).body]
    assert [kinds(body.get_prep_value()) for body in kept] == [now] * 3
    assert kinds(kept_body(page)) == now
