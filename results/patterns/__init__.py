"""Every block in every state, for whoever changes the clothes of the results pages."""
