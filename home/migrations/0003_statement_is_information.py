"""A statement of the page type that is gone becomes a page of information with the same text."""

from django.db import migrations

from home.demo.statement import TEXTS

TABLE = "results_statements_accessibilitystatementpage"


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def keep_pages(apps, schema_editor):
    types = apps.get_model("contenttypes", "ContentType").objects
    gone = types.filter(app_label="results_statements").first()
    if gone is None:
        return
    information, _ = types.get_or_create(app_label="home", model="informationpage")
    pages = apps.get_model("wagtailcore", "Page").objects.filter(content_type=gone)
    for page in pages.select_related("locale"):
        text = TEXTS.get(page.locale.language_code, TEXTS["en"])
        row = apps.get_model("home", "InformationPage")(page_ptr_id=page.pk, text=text)
        row.save_base(raw=True)
    # What was kept of the form that is gone could not be opened any more.
    apps.get_model("wagtail_localize", "TranslationSource").objects.filter(
        specific_content_type=gone
    ).delete()
    pages.update(content_type=information, latest_revision=None, live_revision=None)
    apps.get_model("wagtailcore", "Revision").objects.filter(content_type=gone).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_information_page"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("results_translation", "0004_language_versions"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(drop_table, migrations.RunPython.noop),
        migrations.RunPython(keep_pages, migrations.RunPython.noop),
    ]
