"""The language server: a vault as an editor sees it, with notes that are being typed; it never writes a file."""
