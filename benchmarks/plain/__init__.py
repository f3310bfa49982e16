"""The baseline: a results page as a good developer first writes it with Wagtail alone."""
