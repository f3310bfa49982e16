"""What makes editions be found and shared."""
