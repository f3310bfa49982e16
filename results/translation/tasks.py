"""Background tasks."""

from wagtail_localize.models import Translation

from django_tasks import task

from .strings.doubts import review


@task()
def review_languages(source_locale_id: int, target_locale_id: int) -> None:
    """Check every translation between two languages again after a change of the glossary."""
    translations = Translation.objects.filter(
        source__locale_id=source_locale_id, target_locale_id=target_locale_id
    )
    for translation in translations.select_related("source").iterator():
        review(translation.source, locale=target_locale_id)
