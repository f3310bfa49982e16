"""Synchronise translations when their source is published."""
