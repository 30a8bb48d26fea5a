"""What renderers make of a block: which lines are HTML, code or Markdown there, and what that spoils."""
