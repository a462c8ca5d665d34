"""Fixtures of the checks."""

pytest_plugins = "support.servers"
