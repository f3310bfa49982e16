"""Make the groups of editors, publishers and translators."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wagtail.models import Page, Site

from ...admin.groups import make_groups, site_roots


class Command(BaseCommand):
    help = (
        "Create or complete the groups of editors, publishers, moderators and translators: it adds "
        "what is missing, and removes nothing. Run it again after each upgrade, and when a language "
        "or a site has been added, with the same --page."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--page",
            action="append",
            metavar="PATH",
            help="the part of the site that the groups have access to, such as /resultat/; "
            "it can be repeated; without it, all of every site",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[str] = options["page"] or []
        pages = [_page_at(path) for path in paths] or site_roots()
        if not pages:
            raise CommandError("There is no site yet; make one, or name a page by --page.")
        for group in make_groups(pages):
            none = "no page in this language yet; run the command again once there is one"
            titles = ", ".join(page.title for page in group.pages) or none
            done = "Made" if group.is_new else "Completed"
            self.stdout.write(f"{done} “{group.name}”: {titles}")


def _page_at(path: str) -> Page:
    """Return the page at this path below the root page of a site."""
    for site in Site.objects.select_related("root_page").order_by("-is_default_site"):
        url_path = "/".join(filter(None, [site.root_page.url_path.strip("/"), path.strip("/")]))
        if page := Page.objects.filter(url_path=f"/{url_path}/").first():
            return page
    raise CommandError(f"No site has a page at {path}")
