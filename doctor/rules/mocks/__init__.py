"""Mocks that stay, do not fit, or check nothing."""
