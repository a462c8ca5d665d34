import unittest

import pytest


@pytest.mark.usefixtures("tmp_path")
class ShopTests(unittest.TestCase):
    def test_shop(self):
        self.assertCountEqual([1, 2], [2, 1])
