import pdb as debugger

import pytest


@pytest.fixture
def cart():
    return []


def test_alias(cart):
    assert cart == []


def test_imported_there(cart):
    cart.append(1)
    assert cart


def test_from(cart):
    assert cart == []


def test_with_another(cart):
    import os, pdb; pdb.set_trace()
    assert os.sep not in cart


def test_twice(cart):
    import pdb; pdb.set_trace()
    if cart == []:
        pdb.set_trace()


class TestShop:
    @classmethod
    def setup_class(cls):
        cls.name = "shop"

    def test_name(self):
        assert self.name

    def teardown_class(cls):
        pass


def setup_module():
    pass


def test_last():
    pass
