"""Counts the seconds instead of waiting for them."""

total = []


def sleep(seconds):
    total.append(seconds)
