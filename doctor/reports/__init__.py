"""Renderers: a report in, text out; one file a format."""
