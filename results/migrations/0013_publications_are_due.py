from django.db import migrations, models
import django.utils.timezone

STATES = [("pending", "waiting"), ("running", "running"), ("done", "done"), ("failed", "failed")]


def take_over(apps, schema_editor):
    """What has followed from all publications so far is done, but for the steps that are not."""
    publications = apps.get_model("results", "Publication").objects
    runs = apps.get_model("results", "StepRun").objects
    publications.update(state="done")
    for publication in publications.filter(step_runs__in=runs.exclude(state="done")).distinct():
        for run in publication.step_runs.filter(state="done"):
            at = run.finished_at.isoformat() if run.finished_at else ""
            publication.steps[run.name] = {"state": "done", "at": at, "error": ""}
        publication.state = "pending"
        publication.save(update_fields=["state", "steps"])


class Migration(migrations.Migration):
    dependencies = [("results", "0012_charts_that_stay")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="due_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, verbose_name="not before"
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="state",
            field=models.CharField(
                choices=STATES, default="pending", max_length=10, verbose_name="state"
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="steps",
            field=models.JSONField(default=dict, verbose_name="steps"),
        ),
        migrations.AddField(
            model_name="publication",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="tries"),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("state", "done"), _negated=True),
                fields=["due_at"],
                name="results_publication_undone",
            ),
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="StepRun"),
    ]
