"""Editors who publish and translators who save, all at once."""
