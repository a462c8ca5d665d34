"""Fixtures of the checks."""

