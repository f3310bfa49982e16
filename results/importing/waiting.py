"""Reading what was uploaded: at once what is short, the rest as a task; once, and kept."""

import logging
import time
from datetime import timedelta

from django.db import Error
from django.db.models import F, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wagtail.users.models import UserProfile

from django_tasks import task

from ..publishing.due import (
    BACKEND,
    DueWork,
    enqueue,
    is_deferred,
    register_due_work,
    stopping,
    time_has_come,
)
from .document import Progress, no_progress
from .errors import ImportRefused
from .importing import Source
from .keeping import packed
from .models import Upload
from .planning.chapters import chapters_of, is_long
from .planning.length import check_length
from .reading import takes_long
from .reading.apart import read_apart

logger = logging.getLogger(__name__)

# Longer than between two reports of progress; so long is waited for a process that has died.
LEASE = timedelta(minutes=1)
# It is the document that ends the processes, then.
MOST_TRIES = 3
REPORT_AGAIN = 1.0  # seconds


def is_left(source: Source) -> bool:
    """Whether the reading is left to a task. Raises ImportRefused for what cannot be read."""
    return is_deferred(read_upload) and takes_long(source.content, source.name)


def read(upload: Upload, progress: Progress = no_progress) -> None:
    """Fill in what is in the document, in the active language. Raises ImportRefused, and nothing else."""
    language = upload.index.locale.language_code
    document = read_apart(bytes(upload.content), upload.file_name, language, progress)
    chapters = chapters_of(document) if is_long(document) else []
    if not chapters:
        check_length(document)
    upload.chapters = []
    for chapter in chapters:
        progress(upload.done, upload.total)
        upload.chapters.append(chapter.summary(language))
    upload.document = packed(document)
    upload.state = Upload.State.READ


def undone() -> QuerySet[Upload]:
    """Return the uploads that wait to be read."""
    return Upload.objects.kept().filter(state=Upload.State.WAITING).light()


def due() -> QuerySet[Upload]:
    """Return those that nobody reads."""
    return undone().filter(time_has_come(LEASE))


@task(backend=BACKEND)
def read_upload(upload_id: int) -> None:
    """Read it in the language of its person, if nobody does; what comes of it is kept, also a refusal."""
    upload = due().filter(pk=upload_id).first()
    if upload is None:
        return
    profile = UserProfile.objects.filter(user=upload.user_id).first()
    language = profile.get_preferred_language() if profile else translation.get_language()
    with translation.override(language):
        _read(upload)


register_due_work(DueWork(read_upload, undone, due))


def _read(upload: Upload) -> None:
    claim = _Claim(upload)
    if not claim.write(due_at=timezone.now() + LEASE, tries=F("tries") + 1):
        return
    try:
        if upload.tries > MOST_TRIES:
            raise ImportRefused(_("Whatever read it was ended each time."), "costly")
        read(upload, claim.progress)
        names = ("state", "document", "chapters")
        claim.write(**{name: getattr(upload, name) for name in names})
    except _Interrupted:
        claim.write(due_at=timezone.now(), tries=F("tries") - 1)
    except ImportRefused as error:
        claim.write(state=Upload.State.REFUSED, refusal=str(error))
    except Error:
        raise
    except Exception:
        logger.exception("Upload %s could not be read", upload.pk)
        if upload.tries < MOST_TRIES:
            # A worker may have run out of time or memory.
            claim.write(due_at=timezone.now())
            return
        reason = _("The program failed as it read the document.")
        claim.write(state=Upload.State.REFUSED, refusal=reason)


def try_again(upload: Upload) -> None:
    """Have a document read once more that could not be read."""
    Upload.objects.filter(pk=upload.pk, state=Upload.State.REFUSED).update(
        state=Upload.State.WAITING, tries=0, done=0, due_at=timezone.now()
    )
    enqueue(read_upload, upload.pk)


class _Interrupted(Exception):
    """The process is to end, or the upload has gone, or is another's by now."""


class _Claim:
    """One process's hold of an upload, while nobody else has written it."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.told_at = time.monotonic()

    def write(self, **fields: object) -> bool:
        """Write the fields; False where another process has taken over, or the upload is gone."""
        upload = self.upload
        mine = Upload.objects.filter(pk=upload.pk, state=Upload.State.WAITING, due_at=upload.due_at)
        if not mine.update(**fields):
            return False
        upload.refresh_from_db(fields=["due_at", "tries", "done", "total"])
        return True

    def progress(self, done: int, total: int) -> None:
        """Tell how far it is, and hold it for longer; raises _Interrupted where it is not to go on."""
        if stopping.is_set():
            raise _Interrupted
        if time.monotonic() - self.told_at < REPORT_AGAIN:
            return
        self.told_at = time.monotonic()
        if not self.write(due_at=timezone.now() + LEASE, done=done, total=total):
            raise _Interrupted
