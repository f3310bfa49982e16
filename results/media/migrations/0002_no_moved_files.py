from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("results_media", "0001_initial"),
    ]

    operations = [
        migrations.DeleteModel(name="MovedFile"),
    ]
