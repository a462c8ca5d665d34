import os
import unittest

import pytest

process = None
count = 0
client = None
made = None
stored = None
log = []


def connect():
    global client
    if client is None:
        client = object()
    return client


@pytest.fixture(autouse=True)
def reset():
    global count
    count = 0


def test_counted():
    global count
    count += 1
    assert count == 1


def test_not_counted():
    assert count == 0


def test_client():
    assert connect() is client


@pytest.fixture
def user():
    global made
    made = "ann"


def test_user(user):
    assert made == "ann"


def test_written():
    global stored
    stored = 1
    assert stored


def test_written_again():
    global stored
    stored = 2
    assert stored == 2


def test_process():
    global process
    process = os.getpid()


def test_same_process():
    assert os.getpid() == process


def test_local():
    stored = 3
    assert stored == 3


class TestUsers:
    @pytest.fixture(autouse=True)
    def user(self):
        type(self).user_id = 3

    def test_made(self):
        self.__class__.user_id = 4

    def test_used(self):
        assert self.user_id == 3


class UsersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.user = "ann"

    def setUp(self):
        self.order = 1

    def test_user(self):
        self.assertEqual(self.user, "ann")
        type(self).order = 3

    def test_order(self):
        self.assertEqual(self.order, 1)
