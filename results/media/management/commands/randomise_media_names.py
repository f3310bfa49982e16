"""Gives files that were uploaded before names that nobody guesses."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ...models import MovedFile
from ...storage import PrivateMediaStorageMixin


class Command(BaseCommand):
    help = (
        "Give images, their renditions and documents names that nobody guesses. The old address of "
        "a public picture leads to the new one. It may be stopped, and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only show how many there are.")

    def handle(self, *args: Any, dry_run: bool, verbosity: int, **options: Any) -> None:
        image = get_image_model()
        models = (image, image.get_rendition_model(), get_document_model())
        moved = missing = 0
        for model in models:
            for instance in model._default_manager.order_by("pk").iterator():
                storage, old_name = instance.file.storage, str(instance.file.name)
                if not isinstance(storage, PrivateMediaStorageMixin):
                    raise CommandError(
                        "The storage is none of results.media: see the check results_media.W001."
                    )
                if storage.is_random(old_name):
                    continue
                if not storage.exists(old_name):
                    missing += 1
                    self.stderr.write(f"missing: {old_name}")
                    continue
                moved += 1
                if not dry_run:
                    _move(instance, old_name)
        if verbosity:
            self.stdout.write(
                f"{moved} {'to be renamed' if dry_run else 'renamed'}, {missing} missing."
            )


def _move(instance: Any, old_name: str) -> None:
    """Copy the file under another name, and delete it when that is committed."""
    storage = instance.file.storage
    with storage.open(old_name) as content:
        new_name = storage.save(old_name, content)
    try:
        with transaction.atomic():
            type(instance)._base_manager.filter(pk=instance.pk).update(file=new_name)
            MovedFile.objects.update_or_create(old_name=old_name, defaults={"new_name": new_name})
    except BaseException:
        storage.delete(new_name)
        raise
    # A copy of the row, made by a program, may have the same file.
    if not type(instance)._base_manager.filter(file=old_name).exists():
        storage.delete(old_name)
