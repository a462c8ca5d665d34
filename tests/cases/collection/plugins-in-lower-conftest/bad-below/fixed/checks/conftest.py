"""Fixtures of the checks."""
