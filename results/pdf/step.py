"""The step that makes the PDF of a page after publishing, and which state of the page a PDF shows."""

from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from ..generated_files import GeneratedFile, discard, store
from ..models import ResultsPageMixin
from ..publishing import Kind, Publication, StepRun

# Of the file, of its step and of its address below the page.
KIND = "pdf"
# What changes the file: the content, the address that stands on it, and whether there is any.
KINDS = (Kind.PUBLISHED, Kind.MOVED, Kind.UNPUBLISHED, Kind.DELETED)


def current_publication(page_id: int) -> Publication | None:
    """Return the page's latest publication that changes its PDF, or None."""
    return Publication.objects.filter(page_id=page_id, kind__in=KINDS).first()


def fingerprint_of(page_id: int) -> str:
    """Return what identifies the published state of the page.

    That is its last publication, not its revision: a moved page, an alias and a page written by a
    program have no new revision.
    """
    publication = current_publication(page_id)
    return str(publication.pk) if publication else ""


def find_last(page: Any) -> GeneratedFile | None:
    """The PDF of the page that was made last, of a page that is live; or None."""
    if not page.pk or not page.live:
        return None
    return GeneratedFile.objects.filter(page_id=page.pk, kind=KIND).first()


def is_current(stored: GeneratedFile) -> bool:
    """Whether the file shows its page as it is published now."""
    return stored.fingerprint == fingerprint_of(stored.page_id)


# After the steps that change pages: each page that they publish has a publication of its own.
ORDER = 200


def follow(publication: Publication) -> None:
    """Make the PDF of the page as it is now, or discard it when the page is public no more.

    A publication that another one has followed since leaves it to that one's step.
    """
    page = publication.get_page()
    if page is None or not page.live:
        discard(publication.page_id, KIND)
    elif isinstance(page, ResultsPageMixin) and current_publication(page.pk) == publication:
        make(page)


def follow_index(publication: Publication) -> None:
    """Have the PDFs of the editions below an index page made anew: its ways to help stand in them."""
    index = publication.get_page()
    if index is not None:
        for page in index.get_children().live().type(ResultsPageMixin):
            ask_for(page)


def make(page: Any) -> None:
    """Make the PDF of a live page and store it in place of the earlier one.

    Made again when the page has changed meanwhile, and discarded when it is public no more: of two
    makers at once, the last one to finish then leaves the newer state. Raises OSError when the
    storage or WeasyPrint's libraries fail, ImportError without WeasyPrint.
    """
    from . import making

    made = None
    while (fingerprint := fingerprint_of(page.pk)) != made:
        # Read after the fingerprint, so that the content is never older than what it names.
        current = type(page)._default_manager.filter(pk=page.pk, live=True).first()
        if current is None:
            discard(page.pk, KIND)
            return
        if current.last_published_at is None:
            # Wagtail's create view writes the page first and the time of its publication after it.
            current.last_published_at = timezone.now()
        _store(current, fingerprint, making.make_pdf(current))
        made = fingerprint


def _store(page: Any, fingerprint: str, content: bytes) -> None:
    name = f"{page.slug[:80]}.pdf"
    try:
        store(page.pk, KIND, fingerprint, content, name)
    except IntegrityError:
        # Another maker has stored the page's first file in the meantime: this one takes its place.
        store(page.pk, KIND, fingerprint, content, name)


def ask_for(page: Any) -> None:
    """Mark the step as due, unless it is running or has failed.

    Nothing is made at once: a visitor is waiting.
    """
    publication = current_publication(page.pk)
    if publication is None:
        return
    run, is_new = StepRun.objects.get_or_create(
        publication=publication, name=KIND, defaults={"position": ORDER}
    )
    if not is_new:
        StepRun.objects.filter(pk=run.pk, state=StepRun.State.DONE).update(
            state=StepRun.State.PENDING, tries=0, due_at=timezone.now()
        )
