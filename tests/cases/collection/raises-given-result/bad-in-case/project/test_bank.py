import unittest

import bank
from bank import load


class AccountTest(unittest.TestCase):
    def test_too_much(self):
        account = bank.Account(3)
        self.assertRaises(ValueError, account.pay(7))

    def test_path(self):
        self.assertRaises(FileNotFoundError, load("here"))

    def test_none(self):
        self.assertRaises(bank.KeyError if False else TypeError, len)

    def test_no_argument(self):
        self.assertRaises(TypeError, load())
