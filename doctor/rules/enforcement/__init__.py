"""What the project wants to be in place so that it stays healthy."""
