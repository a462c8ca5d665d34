import unittest

import shop.__main__
import shop.servers
from shop.servers import Server


class Still:
    pass


class MainTest(unittest.TestCase):
    def setUp(self):
        self.server = Server
        shop.__main__.servers.Server = Still

    def tearDown(self):
        shop.servers.Server = self.server

    def test_main(self):
        self.assertIsInstance(shop.__main__.main(), Still)
