"""Every monkey patch of third-party code: its target, the reason, and the signature it expects.

What replaces a target is handed in by the part that needs it; this package knows none of them.
"""
