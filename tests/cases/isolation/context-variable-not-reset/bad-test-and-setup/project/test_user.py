import unittest

import pytest

from shop import context
from shop.context import tenant


def test_ann():
    context.user.set("ann")
    assert context.user.get() == "ann"


def test_nobody():
    assert context.user.get() is None


@pytest.fixture
def branch():
    token = tenant.set("branch")
    return token


def test_branch(branch):
    assert tenant.get() == "branch"


def test_main():
    assert tenant.get() == "main"


class TestTenant(unittest.TestCase):
    def setUp(self):
        tenant.set("case")

    def test_case(self):
        assert tenant.get() == "case"


def test_main_again():
    assert tenant.get() == "main"
