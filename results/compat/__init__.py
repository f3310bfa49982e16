"""Every patch of somebody else's code: what is replaced, why, and the form it was written for.

What takes a target's place is handed in by the part that needs it; this package knows none of them.
"""
