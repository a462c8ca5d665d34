import os
import unittest


class AgentTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ["AGENT"] = "agent"

    @classmethod
    def tearDownClass(cls):
        del os.environ["AGENT"]

    def test_agent(self):
        self.assertEqual(os.environ["AGENT"], "agent")

    def test_no_agent(self):
        del os.environ["AGENT"]
        self.assertNotIn("AGENT", os.environ)
        os.environ["AGENT"] = "agent"
