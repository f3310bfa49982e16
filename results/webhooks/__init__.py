"""Webhooks: notify other systems of public changes and their addresses, without content."""
