"""Content of the demo, and the people who enter it through the admin."""
