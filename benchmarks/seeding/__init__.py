"""Sites full of editions, made in bulk: trees that are right, without a save for each page."""
