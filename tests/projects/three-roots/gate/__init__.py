"""Lets people in who have a pass."""
