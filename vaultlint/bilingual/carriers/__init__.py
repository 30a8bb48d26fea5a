"""What carries a translation: a `<details>` block, a callout or a comment, and in which of the note's forms."""
