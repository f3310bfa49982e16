"""Sites of others with everything on, and what it costs their own pages."""
