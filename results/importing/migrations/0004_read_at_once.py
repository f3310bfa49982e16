from django.db import migrations


def drop_what_is_not_read(apps, schema_editor):
    """An upload that waits to be read has nothing to review: it is chosen again."""
    apps.get_model('results_importing', 'Upload').objects.exclude(document__gt=b'').delete()


class Migration(migrations.Migration):

    dependencies = [
        ('results_importing', '0003_reading'),
    ]

    operations = [
        migrations.RunPython(drop_what_is_not_read, migrations.RunPython.noop, elidable=True),
        *(
            migrations.RemoveField(model_name='upload', name=name)
            for name in ('chapters', 'chosen', 'done', 'due_at', 'refusal', 'state', 'total', 'tries')
        ),
    ]
