"""What is recorded of pages and steps, and steps that note that they were run."""

from wagtail.models import Page

from results.publishing import Publication


def nothing(publication: Publication) -> None:
    """A step that has nothing to do."""


class Recorder:
    """A step that notes its calls, and fails as often as it is told to."""

    def __init__(self, calls: list[str], name: str, failures: int = 0) -> None:
        self.calls, self.name, self.failures = calls, name, failures

    def __call__(self, publication: Publication) -> None:
        self.calls.append(self.name)
        if self.failures:
            self.failures -= 1
            raise RuntimeError("The other side does not answer.")


def states(page: Page) -> list[tuple[str, str, int]]:
    """Name, state and tries of the steps of the page's last publication."""
    publication = Publication.objects.filter(page_id=page.pk)[0]
    return list(publication.step_runs.values_list("name", "state", "tries"))


def kinds(page: Page) -> list[str]:
    """What is recorded of the page, oldest first."""
    return list(
        Publication.objects.filter(page_id=page.pk).order_by("pk").values_list("kind", flat=True)
    )
