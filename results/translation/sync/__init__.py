"""What a translation takes over when its source is published."""
