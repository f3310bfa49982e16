"""What is measured over the years, and what has been published of it."""
