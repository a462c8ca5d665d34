"""Configurations rendered from profiles for a project and a machine."""
