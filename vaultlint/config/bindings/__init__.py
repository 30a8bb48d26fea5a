"""What the config binds notes to, one table of it a file: its shape as JSON Schema, and how it is read."""
