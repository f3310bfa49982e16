"""The steps as a task, which a site runs in the request or in a worker."""

from django_tasks import task

from .models import Publication
from .steps import run_steps


@task()
def run_publication(publication_id: int) -> None:
    """Run the steps of the publication that are due."""
    publication = Publication.objects.filter(pk=publication_id).first()
    if publication is not None:
        run_steps(publication)
