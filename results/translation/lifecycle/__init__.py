"""What becomes of a page's language versions when the page is published, withdrawn or moved.

`rules` states it; the other modules do it in Wagtail's admin.
"""


def connect() -> None:
    """Connect what does not depend on the admin; called once, when the app is ready."""
    from . import expiry, one_schedule

    expiry.connect()
    one_schedule.connect()
