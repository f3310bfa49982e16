"""A process that holds one site and measures within itself what it is asked to, line by line."""
