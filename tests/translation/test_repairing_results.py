"""Ids of blocks that API v3 would refuse are repaired wherever they are stored."""

import json
from typing import Any

from django.core.management import call_command
from django.db import connection

from wagtail.models import Page, Revision
from wagtail_localize.models import TranslationContext, TranslationSource

import pytest

from results.blocks.walking import is_block_id, repaired_id
from results.models import LanguageVersion, ResultsIndexPage, ResultsPage

from .changing import published_in_english
from .migrating import kept_body, make_page, path_of, translations_at
from .translating import strings, sync, target, translation_of

pytestmark = pytest.mark.django_db

WRONG = "a.block of 2016"


@pytest.fixture(scope="module")
def shared_page(shared_home_en: Page, shared_index: ResultsIndexPage) -> ResultsPage:
    """An edition whose first block has had a wrong id all along."""
    found = make_page(shared_index)
    published_in_english(found)
    own_id = found.body[0].id

    def wrong(content: Any) -> Any:
        return json.loads(json.dumps(content).replace(own_id, WRONG))

    for page in ResultsPage.objects.all():
        ResultsPage.objects.filter(pk=page.pk).update(body=wrong(page.body.get_prep_value()))
    for revision in Revision.objects.all():
        Revision.objects.filter(pk=revision.pk).update(content=wrong(revision.content))
    for source in TranslationSource.objects.all():
        source.content_json = source.content_json.replace(own_id, WRONG)
        source.save()
    for context in TranslationContext.objects.filter(path__contains=own_id):
        context.path = wrong(context.path)
        context.path_id = TranslationContext._get_path_id(context.path)
        context.save()
    return found


def stored_ids(page: ResultsPage) -> list[Any]:
    """The ids of the first block in the page, its revisions and the copy of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(body AS text) FROM results_resultspage")
        bodies = [json.loads(text) for (text,) in cursor.fetchall()]
    bodies += [
        json.loads(found.content["body"])
        for found in Revision.objects.all()
        if "body" in found.content
    ]
    return [body[0]["id"] for body in [*bodies, kept_body(page)]]


def test_a_wrong_id_is_repaired_once_in_pages_revisions_and_sources(
    page: ResultsPage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {*stored_ids(page)} == {WRONG}
    call_command("repair_results")
    assert {*stored_ids(page)} == {repaired_id(WRONG)} == {page.body[0].id}
    assert is_block_id(page.body[0].id)
    call_command("repair_results")
    assert capsys.readouterr().out.splitlines() == [
        "Repaired 2 rows, 3 revisions and 1 copies of sources.",
        "Repaired 0 rows, 0 revisions and 0 copies of sources.",
    ]


def test_its_translations_and_what_is_known_of_them_stay_where_they_are(page: ResultsPage) -> None:
    state = LanguageVersion.objects.get()
    state.older = {f"body.{WRONG}.heading": {"x": "2026-01-01T00:00:00+00:00"}}
    state.save()
    call_command("repair_results", verbosity=0)
    assert translations_at(path_of(page, "heading")) == ["[en] Året"]
    state.refresh_from_db()
    assert list(state.older) == [path_of(page, "heading")]
    before = strings(page)
    sync(page)
    assert strings(page) == before
    translation_of(page).save_target(publish=True)
    assert target(page).body[0].value["heading"] == "[en] Året"


def test_a_copy_that_is_damaged_otherwise_is_left_alone(page: ResultsPage) -> None:
    TranslationSource.objects.update(content_json=(content := '{"body": "[null]"}'))
    call_command("repair_results", verbosity=0)
    assert TranslationSource.objects.get().content_json == content
