"""Permission-checked media files with unguessable names."""
