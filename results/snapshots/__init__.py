"""Public answers, stored as bytes and served before Django routes.

It knows no page type: every answer shows one version of the site, and any change of what the public
sees gives the site another one.
"""
