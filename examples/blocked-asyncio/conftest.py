"""Puts the example's folder on sys.path, so that the tests find `shop`."""
