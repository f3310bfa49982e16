"""People who sign in: their second factor, wrong passwords and codes, the end of their sessions."""
