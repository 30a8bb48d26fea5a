"""Which terms the text of a note mentions."""
