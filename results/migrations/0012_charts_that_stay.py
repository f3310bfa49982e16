from functools import partial

from django.db import migrations

from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

from results.translation.migrate_sources import migrate_translation_sources

GONE = ("slope", "multiples")


class LinesInstead(BaseBlockOperation):
    """A chart of slopes or of several small ones shows lines."""

    def apply(self, block_value):
        return "line" if block_value in GONE else block_value

    @property
    def operation_name_fragment(self):
        return "lines_instead"


STREAM = {
    "app_name": "results",
    "model_name": "ResultsPage",
    "field_name": "body",
    "operations_and_block_paths": [(LinesInstead(), "chart.chart_type")],
}


class Migration(migrations.Migration):
    dependencies = [("results", "0011_table_block")]

    operations = [
        MigrateStreamData(**STREAM),
        # Versions of editions, and the sources of translations of a site that has them: without
        # depending on wagtail-localize, which a site can add later.
        migrations.RunPython(
            partial(migrate_translation_sources, **STREAM), migrations.RunPython.noop
        ),
    ]
