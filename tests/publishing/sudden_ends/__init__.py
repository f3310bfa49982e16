"""Processes that are killed at random moments, and what must hold nevertheless."""
