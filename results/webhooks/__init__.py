"""Webhooks: other systems are told what has changed for the public, and where, but not its content."""
