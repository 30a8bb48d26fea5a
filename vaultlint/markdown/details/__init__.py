"""`<details>` blocks: their tags, how they are read, what renderers make of them, and what is wrong with each."""
