"""The terms of a vault: which keys hold names, how each is spelt, and which values are several at once."""
