"""pytest-doctor: says why pytest does not do what you think, names the line, and mends it."""

__version__ = "0.1.0"
