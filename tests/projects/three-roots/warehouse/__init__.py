"""Keeps count of what lies in the warehouse."""
