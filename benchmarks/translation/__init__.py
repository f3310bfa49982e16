"""The costs of translation, in one process and a database of its own."""
