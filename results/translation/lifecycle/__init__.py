"""What happens to language versions when their source is published, unpublished, moved or deleted.

docs/reference/translation-lifecycle.md has the rules as a table, and a test does each of its rows.
"""


def connect() -> None:
    """Connect what does not depend on the admin; called once, when the app is ready."""
    from . import expiry, one_schedule

    expiry.connect()
    one_schedule.connect()
