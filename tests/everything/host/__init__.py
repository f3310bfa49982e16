"""A site that had pages of its own before the plugin came."""
