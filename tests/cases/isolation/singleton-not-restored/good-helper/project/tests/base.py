import unittest

import shop


class Case(unittest.TestCase):
    def tearDown(self):
        shop.get_limits.cache_clear()
