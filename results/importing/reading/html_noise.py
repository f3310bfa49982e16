"""What a web page has around its content: menus, forms, notices about cookies, what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..document import words
from .html_tree import attribute

if TYPE_CHECKING:
    from bs4.element import Tag
    from django_stubs_ext import StrOrPromise

    from .html_page import Page

CONTENTS = _("The list of contents")
OUTSIDE = _("Outside the main part of the page")
TITLE = _("The title in the browser’s tab")
PICTURE = _("A picture that is not in the document")
DAMAGED_PICTURE = _("A picture that cannot be read")
EMBEDDED = _("An embedded video or other content from elsewhere")

_MENU = _("A menu")
_HEAD = _("The header of the page")
_FOOT = _("The footer of the page")
_ASIDE = _("Beside the content")
_FORM = _("A form")
_DIALOG = _("A window over the page")
_HIDDEN = _("Hidden on the page")
_COOKIES = _("A notice about cookies")
_PATH = _("The path to the page")
_RELATED = _("Links to related pages")
_SHARING = _("Buttons for sharing")
_SKIP = _("A link past the menu")
_SEARCH = _("A search form")

_BY_TAG: dict[str, StrOrPromise] = {
    **dict.fromkeys(("nav", "menu"), _MENU),
    **dict.fromkeys(words("button datalist fieldset form input label select textarea"), _FORM),
    "aside": _ASIDE,
    "search": _SEARCH,
    "dialog": _DIALOG,
}
_BY_ROLE: dict[str, StrOrPromise] = {
    **dict.fromkeys(("navigation", "menu", "menubar"), _MENU),
    **dict.fromkeys(("form", "button"), _FORM),
    **dict.fromkeys(("dialog", "alertdialog", "tooltip"), _DIALOG),
    "banner": _HEAD,
    "contentinfo": _FOOT,
    "complementary": _ASIDE,
    "search": _SEARCH,
}
# Words of a class or an id, taken apart at hyphens and capitals. The second group says little by
# itself: such an element is left out only when it is short or most of it are links.
_WORDS: tuple[tuple[frozenset[str], StrOrPromise], ...] = (
    (words("cookie cookies consent gdpr kakor cookiebot onetrust"), _COOKIES),
    (words("breadcrumb breadcrumbs brodsmulor brödsmulor brodsmula"), _PATH),
    (words("skiplink skiplinks skip"), _SKIP),
    (words("navbar navigation nav megamenu sidomeny huvudmeny"), _MENU),
    (words("newsletter nyhetsbrev"), _FORM),
    (words("sidebar"), _ASIDE),
)
_WEAK: tuple[tuple[frozenset[str], StrOrPromise], ...] = (
    (words("related relaterat relaterade recommended"), _RELATED),
    (words("share sharing social dela addthis addtoany socialmedia"), _SHARING),
    (words("menu meny pagination pager"), _MENU),
    (words("footer sidfot"), _FOOT),
    (words("topbar masthead sidhuvud"), _HEAD),
    (words("modal popup overlay lightbox"), _DIALOG),
)
_HIDDEN_WORDS = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader(?:-text)?|u-hidden)(?:$|[\s_-])", re.I
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARTS_OF_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A box of facts beside a text belongs to the text.
_NEVER_NOISE = words("main article h1 h2 h3 h4 h5 h6 p table tr td")
_CONTENT = words("fact facts fakta faktaruta quote citat highlight pullquote keyfigures nyckeltal")
_QUOTATION = words("quote quotation pullquote testimonial citat sitat zitat sitaatti")
_SHORT = 400
_MOST = 0.5


def why_left_out(tag: Tag, page: Page) -> StrOrPromise | None:
    """Why an element is no content of the page, or None where it is."""
    is_of_page = tag.name in {"html", "body"} or id(tag) in page.above
    if is_of_page or any(tag is kept for kept in page.kept):
        return None
    if _is_hidden(tag):
        return _HIDDEN
    said = _words_of(tag)
    reason = _by_kind(tag, page) or _by_words(tag, said, page)
    if reason is None or (reason is _ASIDE and said & _CONTENT):
        return None
    # Some systems put a whole page into one form, or name its body after the menu that it has.
    if page.length_of(tag) > page.length * _MOST and tag.name not in {"nav", "dialog"}:
        return None
    return reason


def _is_hidden(tag: Tag) -> bool:
    return (
        tag.has_attr("hidden")
        or attribute(tag, "aria-hidden").lower() == "true"
        or bool(_UNSEEN.search(attribute(tag, "style")))
        or bool(_HIDDEN_WORDS.search(attribute(tag, "class")))
        or (tag.name == "input" and attribute(tag, "type").lower() == "hidden")
    )


def _by_kind(tag: Tag, page: Page) -> StrOrPromise | None:
    role = attribute(tag, "role").lower()
    is_of_part = id(tag) in page.of_parts
    if tag.name == "button" and is_of_part:
        return None
    if tag.name in {"header", "footer"} and not is_of_part:
        return _HEAD if tag.name == "header" else _FOOT
    if role in _BY_ROLE and not (role in {"banner", "button"} and tag.name in {"a", "summary"}):
        return _BY_ROLE[role]
    return _BY_TAG.get(tag.name)


def _by_words(tag: Tag, said: frozenset[str], page: Page) -> StrOrPromise | None:
    if not said or tag.name in _NEVER_NOISE:
        return None
    for known, reason in _WORDS:
        if said & known:
            return reason
    mostly_links = page.link_length_of(tag) * 2 >= page.length_of(tag)
    for known, reason in _WEAK:
        if said & known and page.length_of(tag) < _SHORT and mostly_links:
            return reason
    return None


def is_quotation(tag: Tag) -> bool:
    """Whether a class names a box a quotation, and nothing in it is more than text."""
    more = ["h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "img"]
    return not _QUOTATION.isdisjoint(_words_of(tag)) and tag.find(more) is None


def _words_of(tag: Tag) -> frozenset[str]:
    named = f"{attribute(tag, 'class')} {attribute(tag, 'id')}"
    return frozenset(word.lower() for word in _PARTS_OF_WORD.findall(_CAMEL.sub("-", named)))
