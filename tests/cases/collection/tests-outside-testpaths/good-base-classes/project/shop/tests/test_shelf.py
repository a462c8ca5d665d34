"""What other packages test their shelves with."""

from unittest import TestCase


class ShelfCase(TestCase):
    items = ()

    def test_items(self):
        for item in self.items:
            self.assertTrue(item)
