"""The accessibility statement of a site, as a page type with a form."""
