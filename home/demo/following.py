"""What people do with indicators and editions from one year to the next."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bs4 import BeautifulSoup

from home.demo import years
from home.demo.desk import Desk
from home.demo.form_data import Field, children_data
from results.content import figures_on
from results.models import Indicator, ResultsPage

# The fields of an edition that the demo fills in.
KEPT = (
    "title",
    "slug",
    "period_start",
    "period_end",
    "publication_date",
    "search_description",
    "introduction",
    "share_text",
    "main_points",
    "body",
)


def indicator_once(editor: Desk, values: Mapping[str, Any], locale: str) -> int:
    """Have the editor write an indicator that is not there; return its key."""
    found = Indicator.objects.filter(slug=values["slug"], locale__language_code=locale).first()
    if found is None:
        address = reverse("wagtailsnippets_results_indicator:add") + f"?locale={locale}"
        editor.open(address)
        editor.send(address, _indicator_data(values))
        found = Indicator.objects.get(slug=values["slug"], locale__language_code=locale)
    return int(found.pk)


def redefine(editor: Desk, values: Mapping[str, Any], indicator: Indicator) -> None:
    """Have the editor change the definition of an indicator, which breaks its series."""
    address = reverse("wagtailsnippets_results_indicator:edit", args=[indicator.pk])
    editor.open(address)
    editor.send(address, _indicator_data(values))


def begin_next_edition(editor: Desk, before: ResultsPage) -> ResultsPage:
    """Have the editor begin the edition after this one; return its draft."""
    address = reverse("results_admin:next_edition", args=[before.pk])
    editor.open(address)
    editor.send(address, {})
    return ResultsPage.objects.sibling_of(before).get(period_start__gt=before.period_end)


def rewrite(editor: Desk, draft: ResultsPage) -> None:
    """Have the editor replace last year's texts; the figures stay what they are, without values."""
    kept = {
        figure["indicator"].slug: ("stat", dict(figure), figure.block_id)
        for figure in figures_on(draft)
        if figure["indicator"]
    }
    editor.edit_page(
        draft,
        {
            **years.EDITION_2017,
            "main_points": years.make_main_points(
                {slug: key for slug, (_, _, key) in kept.items()}
            ),
            "body": years.make_body_2017(kept),
        },
    )


def fill_in(editor: Desk, draft: ResultsPage, sheet: str) -> None:
    """Have the editor fill in the figures of a draft from a sheet, as its screen proposes."""
    address = reverse("results_importing:fill", args=[draft.pk])
    file = SimpleUploadedFile("exempeldata-2017.csv", sheet.encode(), "text/csv")
    shown = editor.upload(address, {"sheet": file})
    lines = [str(box["value"]) for box in shown.select("[name=line][checked]")]
    editor.send(address, {"rows": _value(shown, "rows"), "line": lines})


def publish(moderator: Desk, page: ResultsPage) -> str:
    """Have the moderator publish what was drafted; return where that leads."""
    return moderator.edit_page(page, _values(page), "action-publish")


def correct(moderator: Desk, page: ResultsPage) -> None:
    """Have the moderator correct a public figure and say why."""
    values = _values(page)
    for block in values["body"]:
        for item in block.value.get("stats") or ():
            if item.value["indicator"].slug == years.CORRECTED:
                item.value["value"] = years.CORRECT_VALUE
                key = item.id
    address = moderator.edit_page(page, values, "action-publish")
    shown = moderator.open(address)
    moderator.send(
        address,
        {
            f"{key}-seen": _value(shown, f"{key}-seen"),
            f"{key}-kind": "correction",
            f"{key}-reason": years.REASON,
        },
    )


def _indicator_data(values: Mapping[str, Any]) -> dict[str, Field]:
    targets = values.get("targets", [])
    plain = {name: str(value) for name, value in values.items() if name != "targets"}
    return {
        "level": "output",
        "definition_version": "1",
        **plain,
        **children_data("targets", targets),
    }


def _values(page: ResultsPage) -> dict[str, Any]:
    # Others have saved it since it was read.
    draft = ResultsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return {name: getattr(draft, name) for name in KEPT}


def _value(shown: BeautifulSoup, name: str) -> str:
    field = shown.select_one(f'[name="{name}"]')
    return str(field["value"]) if field else ""
