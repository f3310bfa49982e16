"""The suites of Wagtail and wagtail-localize, with the plugin in their sites."""
