"""The import in Wagtail's admin: upload, review, draft, undo."""
