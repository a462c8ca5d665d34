"""Configuration files, keys and options."""
