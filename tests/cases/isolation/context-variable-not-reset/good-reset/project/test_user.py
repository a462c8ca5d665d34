import contextvars
import unittest

import pytest

import context
from context import flag, role, user
from helpers import cache, store


@pytest.fixture
def ann():
    token = user.set("ann")
    yield
    user.reset(token)


@pytest.fixture
def ben(request):
    token = user.set("ben")
    request.addfinalizer(lambda: user.reset(token))


def test_restored():
    token = user.set("ann")
    try:
        assert user.get() == "ann"
    finally:
        user.reset(token)


def test_by_value():
    before = flag.get()
    flag.set(True)
    try:
        assert flag.get()
    finally:
        flag.set(before)


def test_default():
    flag.set(False)
    user.set(None)
    assert not flag.get()


def test_role():
    role.set("admin")
    assert role.get() == "admin"


def test_in_a_copy():
    def inside():
        user.set("ann")
        return user.get()

    assert contextvars.copy_context().run(inside) == "ann"


async def test_of_its_own():
    user.set("ann")
    assert user.get() == "ann"


def test_another_set(ann, ben):
    cache.set("x")
    store.user.set("y")
    local = contextvars.ContextVar("local")
    local.set(1)
    assert local.get() == 1


class TestUser(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        context.user.set("case")

    def test_case(self):
        assert context.user.get() == "case"


class TestCleanup(unittest.TestCase):
    def setUp(self):
        self.token = user.set("case")

    def tearDown(self):
        user.reset(self.token)

    def test_case(self):
        self.addCleanup(context.flag.reset, context.flag.set(True))
        assert user.get() == "case"
