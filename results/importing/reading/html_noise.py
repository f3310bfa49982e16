"""What a web page has around its content: menus, forms, notices about cookies, what is hidden."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bs4.element import Tag

from ..document import words
from .html_tree import attribute, visible_text

CONTENTS = _("The list of contents")
OUTSIDE = _("Outside the main part of the page")
TITLE = _("The title in the browser’s tab")
PICTURE = _("A picture that is not in the document")
DAMAGED_PICTURE = _("A picture that cannot be read")
EMBEDDED = _("An embedded video or other content from elsewhere")
_HIDDEN = _("Hidden on the page")
_HEAD = _("The header of the page")
_FOOT = _("The footer of the page")
_MENU = _("A menu")
_FORM = _("A form")


def _named(*reasons: tuple[str | Promise, str]) -> dict[str, str | Promise]:
    return {name: reason for reason, names in reasons for name in names.split()}


# By elements and roles, and by words of a class or an id.
_KINDS = _named(
    (_MENU, "nav menu navigation menubar"),
    (_FORM, "button datalist fieldset form input label select textarea search"),
    (_("Beside the content"), "aside complementary"),
    (_("A window over the page"), "dialog alertdialog tooltip"),
    (_HEAD, "header banner"),
    (_FOOT, "footer contentinfo"),
)
_WORDS = _named(
    (_("A link past the menu"), "skip skiplink"),
    (_("A notice about cookies"), "cookie cookies consent gdpr kakor"),
    (_("The path to the page"), "breadcrumb breadcrumbs brodsmulor brödsmulor"),
    (_MENU, "navbar navigation nav megamenu"),
    (_FORM, "newsletter nyhetsbrev"),
)
# And by those of what is short, and most of it links.
_WORDS_OF_LINKS = _named(
    (_MENU, "menu meny"),
    (_("Links to related pages"), "related relaterat"),
    (_("Buttons for sharing"), "share sharing social dela"),
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMES = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[^\W\d_]+")
_NOT_SEEN = ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader", "u-hidden")
# A box of facts beside a text belongs to the text.
_CONTENT = words("fact facts fakta faktaruta quote citat highlight pullquote keyfigures nyckeltal")
_BOXES = words("div section aside ul ol a span header footer")
# The head or foot of one of these is of a part of the page; a button in a heading opens what is below.
_PARTS = ["article", "main", "section", "blockquote", "figure"]
_HEADS = ["h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"]
_WITHIN = {"header": _PARTS, "footer": _PARTS, "button": _HEADS}
_SHORT = 400


def why_left_out(tag: Tag, length: int) -> str | Promise | None:
    """Why an element is no content of a page with a text of that length, or None where it is."""
    if _is_hidden(tag):
        return _HIDDEN
    said = words_of(tag) if tag.name in _BOXES else frozenset()
    reason = next((_WORDS[word] for word in said if word in _WORDS), None)
    if reason is None and said and _is_of_links(tag):
        reason = next((_WORDS_OF_LINKS[word] for word in said if word in _WORDS_OF_LINKS), None)
    if tag.name not in _WITHIN or not tag.find_parent(_WITHIN[tag.name]):
        reason = reason or _KINDS.get(tag.name) or _KINDS.get(attribute(tag, "role").lower())
    if reason is None or not said.isdisjoint(_CONTENT):
        return None
    # Some systems put a whole page into one form, or name its body after the menu that it has.
    is_most = tag.name not in {"nav", "dialog"} and len(visible_text(tag)) * 2 > length
    return None if is_most else reason


def _is_of_links(tag: Tag) -> bool:
    length = len(visible_text(tag))
    links = sum(len(visible_text(link)) for link in tag.find_all(["a", "button"]))
    return length < _SHORT and links * 2 >= length


def words_of(tag: Tag) -> frozenset[str]:
    """The words of the class and the id of an element."""
    named = f"{attribute(tag, 'class')} {attribute(tag, 'id')}"
    return frozenset(word.lower() for word in _NAMES.findall(named))


def _is_hidden(tag: Tag) -> bool:
    classes = attribute(tag, "class").lower()
    return (
        tag.has_attr("hidden")
        or attribute(tag, "aria-hidden").lower() == "true"
        or _UNSEEN.search(attribute(tag, "style")) is not None
        or any(name in classes for name in _NOT_SEEN)
        or (tag.name == "input" and attribute(tag, "type").lower() == "hidden")
    )
