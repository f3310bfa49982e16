"""The plugin in Wagtail's admin, apart from the page form."""
