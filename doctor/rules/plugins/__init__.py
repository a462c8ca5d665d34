"""Plugins: absent, blocked, too old, at odds with each other."""
