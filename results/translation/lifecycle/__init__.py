"""What becomes of a page's language versions when the page is published, withdrawn or moved.

docs/reference/translation-lifecycle.md has the rules as a table, and a test does each of its rows.
"""


def connect() -> None:
    """Connect what does not depend on the admin; called once, when the app is ready."""
    from . import expiry, one_schedule, with_source

    expiry.connect()
    one_schedule.connect()
    with_source.connect()
