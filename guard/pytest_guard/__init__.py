"""Keeps a pytest run healthy in a sandbox or container. Loaded by pytest as the plugin `guard`, or by `-p guard`."""

__version__ = "0.1.0"
