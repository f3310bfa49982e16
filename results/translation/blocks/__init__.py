"""How wagtail-localize translates blocks and pages of the plugin."""
