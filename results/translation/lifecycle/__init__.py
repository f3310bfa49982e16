"""What happens to language versions when their source is published, unpublished, moved or deleted.

docs/reference/translation.md has the rules as a table, and a test does each of its rows.
"""
