"""The patches of wagtail-localize."""

from .patch import Patch

_APPS = ("results.translation", "wagtail_localize")

SAVE_TRANSLATION = Patch(
    "wagtail_localize.models:TranslationSource.create_or_update_translation",
    "(self, locale, user=None, publish=True, copy_parent_pages=False, fallback=False)",
    "It writes the translated content to the public page when only a draft was asked for, and "
    "publishes after the commit, where a refusal reaches nobody.",
    apps=_APPS,
)
REFRESH_SEGMENTS = Patch(
    "wagtail_localize.models:TranslationSource.refresh_segments",
    "(self)",
    "The translation of a text that has changed would be lost.",
    apps=_APPS,
)
COMMENT = Patch(
    "wagtail_localize.models:StringTranslation.get_comment",
    "(self)",
    "The editor names the tool that made a translation; the marks of ours are to be said in the "
    "reader's language.",
    apps=_APPS,
)
DRAFT_TITLE = Patch(
    "wagtail_localize.models:post_save_string_translation",
    "(instance, **kwargs)",
    "The receiver writes a translated title of any length to a field of 255 characters; PostgreSQL "
    "answers with an error 500.",
    apps=_APPS,
)
LOCATION = Patch(
    "wagtail_localize.views.edit_translation:get_segment_location_info",
    "(source_instance, tab_helper, content_path, field_path, widget=False)",
    "A text whose block or field is no longer there keeps the whole editor from opening.",
    apps=_APPS,
)

PATCHES = (SAVE_TRANSLATION, REFRESH_SEGMENTS, COMMENT, DRAFT_TITLE, LOCATION)
