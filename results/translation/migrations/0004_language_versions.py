from django.db import migrations

FIELDS = ("published_at", "older", "untranslated", "machine")


def copy_to_pages(apps, schema_editor):
    """What was kept for a translation is kept for its page; without a page there is nothing to keep."""
    alias = schema_editor.connection.alias
    pages = apps.get_model("wagtailcore", "Page").objects.using(alias)
    versions = apps.get_model("results", "LanguageVersion").objects.using(alias)
    rows = apps.get_model("results_translation", "PublishedTranslation").objects.using(alias)
    for row in rows.select_related("translation__source__locale").iterator():
        translation = row.translation
        page = pages.filter(
            translation_key=translation.source.object_id, locale_id=translation.target_locale_id
        ).first()
        if page is not None:
            versions.get_or_create(
                page=page,
                defaults={
                    "source_language": translation.source.locale.language_code,
                    **{name: getattr(row, name) for name in FIELDS},
                },
            )


class Migration(migrations.Migration):

    dependencies = [
        ("results", "0010_language_versions"),
        ("results_translation", "0003_work_state_from_log"),
    ]

    operations = [
        migrations.RunPython(copy_to_pages, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="PublishedTranslation"),
    ]
