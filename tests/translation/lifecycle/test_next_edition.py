"""A new edition is submitted for translation to the languages of the one before."""

from typing import Any

from wagtail_localize.models import Translation

import pytest

from results.models.next_edition import start_next_edition
from results.publishing import Publication
from results.translation.strings.doubts import Doubt, strings_of
from results.translation.sync.source import submit_next_edition
from tests.factories import again

from ..changing import body_with, publish
from ..translating import translation_of

pytestmark = pytest.mark.django_db


def publish_and_follow(edition: Any) -> Any:
    """Publish the edition with a figure and nothing left to do; let the languages follow."""
    publish(edition, body_with(value="7"), open_points=[])
    submit_next_edition(Publication.objects.filter(page_id=edition.pk).latest("pk"))
    return again(edition)


def test_it_follows_in_each_language_with_last_year_s_translation_as_memory(page: Any) -> None:
    following = publish_and_follow(start_next_edition(page))

    strings = strings_of(translation_of(following))
    filled = [string for string in strings if string.row]
    assert filled
    assert all(string.doubts == [Doubt.MEMORY] for string in filled)
    english = following.get_translations().get()
    assert not english.live
    assert english.get_parent() == page.get_parent().get_translations().get()


def test_a_translation_that_somebody_has_deleted_stays_away(page: Any) -> None:
    following = publish_and_follow(start_next_edition(page))
    following.get_translations().get().delete()
    Translation.objects.filter(source__object_id=following.translation_key).delete()

    publish_and_follow(following)

    assert not following.get_translations().exists()
