"""Drafts for readers without an account: another front end, a board, the press."""
