"""Which language a text is in: by script, or by a library where two languages share theirs."""
