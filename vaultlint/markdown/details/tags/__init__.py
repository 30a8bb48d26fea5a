"""The tags of `<details>` blocks, found in a text: whole ones, and what was evidently meant to be one."""
