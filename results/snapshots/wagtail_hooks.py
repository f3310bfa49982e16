"""Wagtail hook: the page behind an answer."""

from typing import Any

from wagtail import hooks


@hooks.register("before_serve_page")
def note_page(page: Any, request: Any, args: Any, kwargs: Any) -> None:
    """Let whoever stores the answer know of its page, and of the view below it that answers."""
    request.results_page_id = page.pk
    request.results_declaring = kwargs.get("answer") or page
