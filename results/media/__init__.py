"""The one door to uploaded files, and the names that they are stored by."""
