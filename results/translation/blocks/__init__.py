"""What becomes of blocks and pages in another language, told to wagtail-localize."""
