"""Strings of translations: doubts, decisions, translation memory and checks."""
