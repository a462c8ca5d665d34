import sys
import types
import unittest

from shop import evict


def test_evict():
    sys.modules["plugin_one"] = types.ModuleType("plugin_one")
    evict("plugin_one")
    assert "plugin_one" not in sys.modules


class TestEvict(unittest.TestCase):
    def test_evict(self):
        sys.modules["plugin_two"] = types.ModuleType("plugin_two")
        evict("plugin_two")
        self.assertNotIn("plugin_two", sys.modules)
