"""The words that the organisation has agreed on."""
