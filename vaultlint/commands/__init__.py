"""The commands: each module has `NAME`, `add(parser)` and `run(arguments) -> exit code`."""
