"""The pictures of the documentation, taken of a running demo; bin/screenshots starts it."""
