"""Async tests and fixtures that nobody runs."""
