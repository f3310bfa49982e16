"""What the tests of the odd site share."""

from wagtail.models import Page

from results.snapshots.serving.addresses import Address


def address(name: str, query: str = "") -> Address:
    """Where a view of that name is."""
    return Address("http", "testserver", f"/{name}/", query)


def rename(title: str) -> None:
    """Give the page another title."""
    page = Page.objects.order_by("-depth")[0]
    page.title = title
    page.save()
