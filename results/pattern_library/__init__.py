"""Every block in every state, for checking a theme."""
