"""What a statement to the database says: which rows it could have found, which it changes."""
