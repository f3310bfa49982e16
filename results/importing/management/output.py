"""What the command writes."""

import json
from typing import Any

from django.utils.translation import gettext as _

from ..planning import Plan
from ..planning.chapters import name_of, told
from ..reporting import as_json, tell


def report(plan: Plan, page: Any, *, is_new: bool) -> str:
    """Return what will be made, or was, as text; `page` is None where none was made."""
    lines = [tell(plan)]
    named = {"title": page.title, "id": page.pk} if page else {}
    if page is None:
        lines.append(_("Nothing was written."))
    elif is_new:
        lines.append(_("Draft created: “%(title)s”, page %(id)d.") % named)
    else:
        lines.append(
            _(
                "This document was imported before, as “%(title)s”, page %(id)d. Nothing was "
                "created; --again creates another draft."
            )
            % named
        )
    if page and page.live:
        lines.append(_("It is published: %(url)s") % {"url": page.full_url or page.url_path})
    elif is_new:
        lines.append(_("To undo the import: manage.py import_results --undo %(id)d") % named)
    return "\n".join(lines)


def report_as_json(plan: Plan, page: Any, *, is_new: bool) -> dict[str, Any]:
    """Return the same as the one object of `--format json`."""
    made = page and {
        "id": page.pk,
        "title": page.title,
        "slug": page.slug,
        "locale": page.locale.language_code,
        "url": page.full_url,
        "live": page.live,
        "made_now": is_new,
    }
    return as_json(plan, made)


def listed(chapters: list[dict[str, Any]]) -> str:
    """Return the chapters as lines of text, each with its number and how much is in it."""
    if not chapters:
        return _("The document has no chapters.")
    return "\n".join(
        f"{number:4}. {'  ' * (each['level'] - 1)}{name_of(each)} ({told(each)})"
        for number, each in enumerate(chapters, start=1)
    )


def listed_as_json(chapters: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the same as the one object of `--format json`."""
    return {"chapters": [{"number": n, **each} for n, each in enumerate(chapters, start=1)]}


def written(content: str | dict[str, Any], encoding: str | None) -> str:
    """Return text, or an object as JSON, with letters that a terminal has: others stand for those it has not."""
    encoding = encoding or "utf-8"
    if isinstance(content, dict):
        is_narrow = not encoding.lower().startswith("utf")
        content = json.dumps(content, ensure_ascii=is_narrow, indent=2)
    return content.encode(encoding, "replace").decode(encoding)
