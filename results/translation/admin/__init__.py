"""The screens of the app in Wagtail's admin."""
