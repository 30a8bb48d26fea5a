"""Notes and their translations in other files: which belong together, what differs, what is missing."""
