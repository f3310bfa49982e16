"""Template tags of the accessibility statement."""
