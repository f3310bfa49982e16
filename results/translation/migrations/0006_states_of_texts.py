import django.db.models.deletion
from django.db import migrations, models

OWN_TOOLS = ("results.memory", "results.earlier-source")


def gather(apps, schema_editor):
    """What was kept in three tables, and in names of tools, is one row for each text."""
    alias = schema_editor.connection.alias

    def rows(name):
        return apps.get_model("results_translation", name).objects.using(alias)

    State = apps.get_model("results_translation", "TextState")
    texts = apps.get_model("wagtail_localize", "StringTranslation").objects.using(alias)
    found = {}

    def state(key):
        return found.setdefault(key, State(translation_id=key))

    for each in rows("StaleString").iterator():
        known = state(each.translation_id)
        known.previous_source_id = each.previous_source_id
        known.since, known.told_at = each.since, each.told_at
    for each in rows("StringFault").iterator():
        state(each.translation_id).faults = each.faults
    for key in texts.filter(tool_name=OWN_TOOLS[0]).values_list("pk", flat=True):
        state(key).from_memory = True
    _gather_decisions(rows, texts, state)
    State.objects.using(alias).bulk_create(found.values(), batch_size=500)
    texts.filter(tool_name__in=OWN_TOOLS).update(tool_name="")


def _gather_decisions(rows, texts, state):
    words = dict(
        texts.filter(pk__in=rows("StringDecision").values("translation")).values_list("pk", "data")
    )
    found_at = dict(rows("StringFault").values_list("translation_id", "found_at"))
    for each in rows("StringDecision").order_by("pk").iterator():
        known = state(each.translation_id)
        stale = each.before.get("stale") or {}
        before = {name: value for name, value in each.before.items() if name != "stale"}
        if before:
            is_memory = before["tool_name"] == OWN_TOOLS[0]
            before |= {
                "previous_source_id": stale.get("previous_source"),
                "since": stale.get("since"),
                "from_memory": is_memory,
                "confirmed": known.confirmed,
                "act": known.act,
            }
            if before["tool_name"] in OWN_TOOLS:
                before["tool_name"] = ""
        act = f"{each.together_id or each.pk}" if each.made_by_id else ""
        decision = {
            "act": act,
            "kind": each.kind,
            "by": each.made_by_id,
            "at": each.made_at.isoformat(),
            "text": each.text,
            "before": before,
        }
        if each.undone_at:
            decision["undone"] = True
        else:
            known.act = act
            is_right = each.kind == "confirmed" and each.text == words[each.translation_id]
            seen_since = found_at.get(each.translation_id)
            unsure = any(not fault["certain"] for fault in known.faults)
            if is_right and not (unsure and seen_since > each.made_at):
                known.confirmed = each.text
        known.history = [*known.history, decision]


class Migration(migrations.Migration):

    dependencies = [
        ("results_translation", "0005_counts_by_query"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.CreateModel(
            name="TextState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(null=True, verbose_name="older since")),
                ("told_at", models.DateTimeField(null=True, verbose_name="translators told")),
                ("from_memory", models.BooleanField(default=False, verbose_name="from the translation memory")),
                ("faults", models.JSONField(default=list, verbose_name="faults")),
                ("confirmed", models.TextField(default="", verbose_name="confirmed")),
                ("act", models.CharField(db_index=True, default="", max_length=32, verbose_name="decision")),
                ("history", models.JSONField(default=list, verbose_name="history")),
                ("previous_source", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="wagtail_localize.string", verbose_name="earlier text")),
                ("translation", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="state", to="wagtail_localize.stringtranslation", verbose_name="translation")),
            ],
            options={
                "verbose_name": "state of a text",
                "verbose_name_plural": "states of texts",
            },
        ),
        migrations.RunPython(gather, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="StringDecision"),
        migrations.DeleteModel(name="StringFault"),
        migrations.DeleteModel(name="StaleString"),
    ]
