"""Every word and every figure of a plan is in the draft."""

from collections import Counter
from pathlib import Path

import pytest

from results.importing.document import count_words
from results.importing.drafting import make_draft, place_for
from results.importing.reporting import shown
from results.models import ResultsIndexPage
from tests.importing import papers
from tests.importing.drafting.samples import SAMPLES, source_of, words_on, words_without_figures
from tests.importing.papers import drafted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_every_word_of_the_plan_is_on_the_page_or_in_the_report(
    path: Path, index: ResultsIndexPage
) -> None:
    source, language, year = source_of(path)
    plan = papers.plan(source, year, language)
    before = words_without_figures(plan)
    figures = [(figure.taken, figure.found) for figure in plan.figures()]

    page = drafted(index, source, year=year).page if language == "en" else None
    if page is None:
        page = make_draft(plan, source, place_for(index, year)).page

    left_out = count_words(left.text for left in plan.left_out)
    assert before - words_on(page) - left_out == Counter()
    for taken, found in figures:
        told = [found.label, found.whole_label, found.context, shown(found, language)]
        assert count_words([taken]) - count_words(told) == Counter()


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_every_figure_of_the_plan_is_on_the_page(path: Path, index: ResultsIndexPage) -> None:
    source, language, year = source_of(path)
    plan = papers.plan(source, year, language)

    page = make_draft(plan, source, place_for(index, year)).page

    stats = [
        stat["value"]
        for block in page.body.get_prep_value()
        for stat in block["value"].get("stats", [])
    ]
    assert [(stat["value"], stat["label"]) for stat in stats] == [
        (format(figure.found.value, "f"), figure.found.label) for figure in plan.figures()
    ]
