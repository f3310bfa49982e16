"""The accessibility statement of a site: a page type that an editor fills in as a form."""
