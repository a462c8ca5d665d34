import unittest

import pytest

from shop import context
from shop.context import tenant


def test_ann():
    token = context.user.set("ann")
    try:
        assert context.user.get() == "ann"
    finally:
        context.user.reset(token)


def test_nobody():
    assert context.user.get() is None


@pytest.fixture
def branch():
    token = tenant.set("branch")
    yield token
    tenant.reset(token)


def test_branch(branch):
    assert tenant.get() == "branch"


def test_main():
    assert tenant.get() == "main"


class TestTenant(unittest.TestCase):
    def setUp(self):
        self.addCleanup(tenant.reset, tenant.set("case"))

    def test_case(self):
        assert tenant.get() == "case"


def test_main_again():
    assert tenant.get() == "main"
