import django.utils.timezone
from django.db import migrations, models


def forget(apps, schema_editor):
    """Remove what is stored: it has another form, and is made anew."""
    apps.get_model('results_snapshots', 'Snapshot').objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    """Without columns that nothing reads any more."""

    dependencies = [
        ('results_snapshots', '0002_one_version'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='cacheversion',
            options={},
        ),
        migrations.AlterModelOptions(
            name='pendinginvalidation',
            options={},
        ),
        migrations.AlterModelOptions(
            name='snapshot',
            options={},
        ),
        migrations.RemoveField(
            model_name='cacheversion',
            name='changed_at',
        ),
        migrations.RemoveField(
            model_name='cacheversion',
            name='changed_before',
        ),
        migrations.RemoveField(
            model_name='pendinginvalidation',
            name='created_at',
        ),
        migrations.RemoveField(
            model_name='snapshot',
            name='asked',
        ),
        migrations.RemoveField(
            model_name='snapshot',
            name='made_at',
        ),
        migrations.RemoveField(
            model_name='snapshot',
            name='size',
        ),
        migrations.AlterField(
            model_name='cacheversion',
            name='number',
            field=models.BigIntegerField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='address',
            field=models.JSONField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='asked_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='body',
            field=models.BinaryField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='brotli',
            field=models.BinaryField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='gzip',
            field=models.BinaryField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='head',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='is_variant',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='key',
            field=models.CharField(max_length=64, unique=True),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='page_id',
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='url',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='valid_until',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='version',
            field=models.BigIntegerField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='weight',
            field=models.PositiveIntegerField(),
        ),
        # The last, so that it is the first on the way back.
        migrations.RunPython(forget, forget),
    ]
