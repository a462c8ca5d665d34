"""One file a command; each story is short."""
