"""The tags by which caches in front know stored answers, and webhooks name those that may be old."""

SITE = "results-site"
# Of answers that are of no single page, such as lists and feeds: any change of a page may change them.
LISTS = "results-lists"


def tag_of_page(page_id: int) -> str:
    """Return the tag of the answers that show the page."""
    return f"page-{page_id}"
