"""Marks and parametrization."""
