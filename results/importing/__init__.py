"""Makes a draft edition of a document that an organisation has already: text, Markdown, HTML, Word."""
