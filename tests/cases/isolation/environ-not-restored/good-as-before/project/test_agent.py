import os
import unittest


class ServerCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.asyncSetUpClass()

    @classmethod
    def asyncSetUpClass(cls):
        pass


class AgentTest(ServerCase):
    @classmethod
    def asyncSetUpClass(cls):
        os.environ["AGENT"] = "agent"

    def test_agent(self):
        self.assertEqual(os.environ["AGENT"], "agent")

    def test_no_agent(self):
        del os.environ["AGENT"]
        self.assertNotIn("AGENT", os.environ)
        os.environ["AGENT"] = "agent"
