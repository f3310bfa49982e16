"""The content of the demo, and the people who put it there through the admin's own pages."""
