"""Tests that are not collected, or collected wrongly."""
