"""Processes and executors that tests start, and the waiting for them."""
