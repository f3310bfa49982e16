"""Which page is a version of which in another language, and how far its texts are translated."""
