import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("results_translation", "0004_language_versions"),
    ]

    operations = [
        migrations.DeleteModel(name="TranslationStatus"),
        migrations.AddField(
            model_name="stringdecision",
            name="together",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="others",
                to="results_translation.stringdecision",
                verbose_name="together with",
            ),
        ),
    ]
