import unittest

unittest.TestCase.assertEquals = unittest.TestCase.assertEqual
