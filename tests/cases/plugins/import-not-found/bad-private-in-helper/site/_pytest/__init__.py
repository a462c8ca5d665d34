"""The inside of pytest."""
