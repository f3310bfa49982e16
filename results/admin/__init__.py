"""What editors see of the plugin in Wagtail's admin, beside the page form itself."""
