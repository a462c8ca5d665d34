"""The machine, its limits and its variables."""
