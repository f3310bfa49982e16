"""The stored answers in Wagtail's admin."""
