"""Public versions in English of a Swedish edition, and what is marked on them."""

from typing import Any

from wagtail_localize.models import Translation

from results.models import LanguageVersion
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, good_body

from ..translating import english, submit, target, translate


def synchronised() -> Any:
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    translation = submit(page)
    translate(translation)
    translation.save_target()
    return page


def stopped() -> Any:
    page = synchronised()
    sync_languages(target(page))
    Translation.objects.update(enabled=False)
    return page


def hand_made() -> Any:
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    version = page.copy_for_translation(english(), copy_parents=True)
    version.title, version.introduction = "By hand", "What we do."
    body = good_body("We reviewed every report, in English.")
    body[0]["value"]["heading"] = "The helpline"
    body[1]["value"]["stats"][0]["value"]["label"] = "reports that were reviewed"
    version.body = body
    version.save_revision().publish()
    sync_languages(target(page))
    return page


def marks(page: Any) -> LanguageVersion:
    return LanguageVersion.objects.get(page=target(page))


def differences(page: Any) -> set[tuple[str, str]]:
    """Those that are not about the entries that say why a figure was changed."""
    found = {(each["kind"], each["path"]) for each in marks(page).differences}
    return {(kind, path) for kind, path in found if not path.startswith("changes.")}


def figures(page: Any) -> list[str]:
    return [
        str(stat.value["value"])
        for each in page.body
        if each.block_type == "stats"
        for stat in each.value["stats"]
    ]
