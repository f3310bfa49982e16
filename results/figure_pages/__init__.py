"""Pages below those of Wagtail: of one figure, with what cites and embeds it, of an indicator, of the data."""
