"""Notes that no binding names, and that are evidently bilingual all the same."""
