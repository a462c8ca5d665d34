import unittest

import pytest

from shop import context
from shop.context import tenant


def test_ann(request):
    token = context.user.set("ann")
    request.addfinalizer(lambda: context.user.reset(token))
    assert context.user.get() == "ann"


def test_nobody():
    assert context.user.get() is None


@pytest.fixture
def branch(request):
    token = tenant.set("branch")
    request.addfinalizer(lambda: tenant.reset(token))
    return token


def test_branch(branch):
    assert tenant.get() == "branch"


def test_main():
    assert tenant.get() == "main"


class TestTenant(unittest.TestCase):
    def setUp(self):
        token = tenant.set("case")
        self.addCleanup(tenant.reset, token)

    def test_case(self):
        assert tenant.get() == "case"


def test_main_again():
    assert tenant.get() == "main"
