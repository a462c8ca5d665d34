from shop.tests.test_shelf import ShelfCase


class TestBooks(ShelfCase):
    items = ("novel", "atlas")
