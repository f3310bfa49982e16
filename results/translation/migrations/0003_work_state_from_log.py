"""Store what has been read from Wagtail's history so far: who has worked on which translation."""

from django.db import migrations
from django.db.models import Exists, OuterRef, Q, Subquery

PUBLISHED, SCHEDULED = "wagtail.publish", "wagtail.publish.scheduled"
GIVEN_A_TIME = "wagtail.publish.schedule"
# In the data of an entry: it went along with its source, with that revision, or True.
ALONG = "results_along_with_source"
MEMORY = "results.memory"


def store_work(apps, schema_editor):
    entries = apps.get_model("wagtailcore", "PageLogEntry").objects
    person = Q(user_id__isnull=False) & ~Q(data__has_key=ALONG)
    setting = entries.filter(person, action=GIVEN_A_TIME, revision_id=OuterRef("revision_id"))
    by_hand = (Q(action=PUBLISHED) & person) | (Q(action=SCHEDULED) & Exists(setting))
    texts = apps.get_model("wagtail_localize", "StringTranslation").objects.filter(
        ~Q(translation_type="machine"),
        ~Q(tool_name=MEMORY),
        context__object_id=OuterRef("page__translation_key"),
        locale_id=OuterRef("page__locale_id"),
        created_at__lte=OuterRef("timestamp"),
    )
    publications = entries.filter(
        by_hand | Exists(texts),
        action__in=[PUBLISHED, SCHEDULED],
        page__translation_key=OuterRef("source__object_id"),
        page__locale_id=OuterRef("target_locale_id"),
        timestamp__gte=OuterRef("created_at"),
    ).order_by("timestamp")
    WorkedOn = apps.get_model("results_translation", "WorkedOnTranslation")
    translations = apps.get_model("wagtail_localize", "Translation").objects.annotate(
        since=Subquery(publications.values("timestamp")[:1])
    )
    WorkedOn.objects.bulk_create(
        WorkedOn(translation_id=each.pk, since=each.since)
        for each in translations.filter(since__isnull=False)
    )


def store_times(apps, schema_editor):
    revisions = apps.get_model("wagtailcore", "Revision").objects
    entries = apps.get_model("wagtailcore", "PageLogEntry").objects.filter(
        action=GIVEN_A_TIME, revision__approved_go_live_at__isnull=False
    )
    Scheduled = apps.get_model("results_translation", "ScheduledTranslation")
    found = {}
    for entry in entries.order_by("timestamp"):
        along = (entry.data or {}).get(ALONG)
        if along is None and entry.user_id:
            found[entry.revision_id] = None
        elif along is not True and revisions.filter(pk=along).exists():
            found[entry.revision_id] = along
    Scheduled.objects.bulk_create(
        Scheduled(revision_id=revision, source_revision_id=along)
        for revision, along in found.items()
    )


class Migration(migrations.Migration):

    dependencies = [
        ("results_translation", "0002_work_state"),
    ]

    operations = [
        migrations.RunPython(store_work, migrations.RunPython.noop),
        migrations.RunPython(store_times, migrations.RunPython.noop),
    ]
