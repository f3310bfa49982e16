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
_ASIDE = _("Beside the content")
_HEAD = _("The header of the page")
_FOOT = _("The footer of the page")


def _named(*reasons: tuple[str | Promise, str]) -> dict[str, str | Promise]:
    return {name: reason for reason, names in reasons for name in names.split()}


_COOKIES = _("A notice about cookies")
_PATH = _("The path to the page")
_MENU = _("A menu")
_FORM = _("A form")
_WINDOW = _("A window over the page")
# By elements and roles; by words of a class or an id; and by those of what is short, and most of it links.
_KINDS = _named(
    (_MENU, "nav menu navigation menubar"),
    (_FORM, "button datalist fieldset form input label select textarea search"),
    (_ASIDE, "aside complementary"),
    (_WINDOW, "dialog alertdialog tooltip"),
    (_HEAD, "banner"),
    (_FOOT, "contentinfo"),
)
_WORDS = _named(
    (_("A link past the menu"), "skiplink skiplinks skip"),
    (_COOKIES, "cookie cookies consent gdpr kakor cookiebot onetrust"),
    (_PATH, "breadcrumb breadcrumbs brodsmulor brödsmulor brodsmula"),
    (_MENU, "navbar navigation nav megamenu sidomeny huvudmeny"),
    (_FORM, "newsletter nyhetsbrev"),
    (_ASIDE, "sidebar"),
)
_WORDS_OF_LINKS = _named(
    (_MENU, "menu meny pagination pager"),
    (_WINDOW, "modal popup overlay lightbox"),
    (_HEAD, "topbar masthead sidhuvud"),
    (_FOOT, "footer sidfot"),
    (_("Links to related pages"), "related relaterat relaterade recommended"),
    (_("Buttons for sharing"), "share sharing social dela addthis addtoany socialmedia"),
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMES = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[^\W\d_]+")
_NOT_SEEN = ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader", "u-hidden")
# A box of facts beside a text belongs to the text.
_NEVER_NOISE = words("main article h1 h2 h3 h4 h5 h6 p table tr td")
_CONTENT = words("fact facts fakta faktaruta quote citat highlight pullquote keyfigures nyckeltal")
_QUOTATION = words("quote quotation pullquote testimonial citat sitat zitat sitaatti")
# What is one of these in one of those is of a part of the page, not of the page; a button there opens what
# is below a heading.
_PARTS = ["article", "main", "section", "blockquote", "figure"]
_HEADS = ["h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"]
_SHORT = 400
_MOST = 0.5


def why_left_out(tag: Tag, length: int) -> str | Promise | None:
    """Why an element is no content of a page with a text of that length, or None where it is."""
    if _is_hidden(tag):
        return _HIDDEN
    said = _words_of(tag)
    reason = _by_kind(tag) or _by_words(tag, said)
    if reason is None or (reason is _ASIDE and said & _CONTENT):
        return None
    # Some systems put a whole page into one form, or name its body after the menu that it has.
    is_most = tag.name not in {"nav", "dialog"} and len(visible_text(tag)) > length * _MOST
    return None if is_most else reason


def is_quotation(tag: Tag) -> bool:
    """Whether a class names a box a quotation, and nothing in it is more than text."""
    more = ["h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "img"]
    return not _QUOTATION.isdisjoint(_words_of(tag)) and tag.find(more) is None


def _is_hidden(tag: Tag) -> bool:
    classes = attribute(tag, "class").lower()
    return (
        tag.has_attr("hidden")
        or attribute(tag, "aria-hidden").lower() == "true"
        or _UNSEEN.search(attribute(tag, "style")) is not None
        or any(name in classes for name in _NOT_SEEN)
        or (tag.name == "input" and attribute(tag, "type").lower() == "hidden")
    )


def _by_kind(tag: Tag) -> str | Promise | None:
    if tag.name in {"header", "footer"} and not tag.find_parent(_PARTS):
        return _HEAD if tag.name == "header" else _FOOT
    if tag.name == "button" and tag.find_parent(_HEADS):
        return None
    return _KINDS.get(tag.name) or _KINDS.get(attribute(tag, "role").lower())


def _by_words(tag: Tag, said: frozenset[str]) -> str | Promise | None:
    if not said or tag.name in _NEVER_NOISE:
        return None
    found = next((_WORDS[word] for word in said if word in _WORDS), None)
    weak = next((_WORDS_OF_LINKS[word] for word in said if word in _WORDS_OF_LINKS), None)
    return found or (weak if weak and _is_of_links(tag) else None)


def _is_of_links(tag: Tag) -> bool:
    length = len(visible_text(tag))
    links = sum(len(visible_text(link)) for link in tag.find_all(["a", "button"]))
    return length < _SHORT and links * 2 >= length


def _words_of(tag: Tag) -> frozenset[str]:
    named = f"{attribute(tag, 'class')} {attribute(tag, 'id')}"
    return (
        frozenset(word.lower() for word in _NAMES.findall(named)) if named.strip() else frozenset()
    )
