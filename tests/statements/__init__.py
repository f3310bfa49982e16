"""Tests of the accessibility statement."""
