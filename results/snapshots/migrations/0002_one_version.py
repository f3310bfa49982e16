import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """One version of the site instead of dependencies: what is stored is made anew."""

    dependencies = [
        ('results_snapshots', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel(name='Need'),
        migrations.DeleteModel(name='Gate'),
        migrations.DeleteModel(name='Sweep'),
        migrations.DeleteModel(name='Snapshot'),
        migrations.CreateModel(
            name='CacheVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(verbose_name='number')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='changed at')),
                ('changed_before', models.DateTimeField(default=django.utils.timezone.now, verbose_name='changed before that at')),
            ],
            options={
                'verbose_name': 'version of the site',
                'verbose_name_plural': 'versions of the site',
            },
        ),
        migrations.CreateModel(
            name='PendingInvalidation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='created at')),
            ],
            options={
                'verbose_name': 'pending invalidation',
                'verbose_name_plural': 'pending invalidations',
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True, verbose_name='key')),
                ('url', models.TextField(verbose_name='address')),
                ('address', models.JSONField(verbose_name='parts of the address')),
                ('page_id', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='page')),
                ('is_variant', models.BooleanField(default=False, verbose_name='has parameters')),
                ('version', models.BigIntegerField(verbose_name='version of the site')),
                ('valid_until', models.DateTimeField(verbose_name='valid until')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                ('asked', models.PositiveIntegerField(default=1, verbose_name='times asked for')),
                ('asked_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='last asked for')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('weight', models.PositiveIntegerField(verbose_name='bytes in all forms')),
                ('head', models.TextField(verbose_name='head')),
                ('body', models.BinaryField(verbose_name='body')),
                ('gzip', models.BinaryField(verbose_name='compressed by gzip')),
                ('brotli', models.BinaryField(verbose_name='compressed by brotli')),
            ],
            options={
                'verbose_name': 'snapshot',
                'verbose_name_plural': 'snapshots',
            },
        ),
    ]
