"""Giving stored answers to visitors."""
