from unittest import mock
from unittest.mock import patch

import pytest

from shop import cart, settings
from shop.cart import Cart, has_room


def test_object(monkeypatch):
    monkeypatch.setattr("shop.cart.LIMIT", 1)
    assert has_room(5)


def test_text(monkeypatch, tmp_path):
    monkeypatch.setattr("shop.cart.LIMIT", 1)
    assert cart.has_room(5)


@patch("shop.cart.LIMIT", 1)
def test_decorated():
    full = Cart().is_full(5)
    assert not full


class TestCart:
    @pytest.mark.parametrize("count", [5, 6])
    def test_entered(self, count):
        with mock.patch.object(settings, "LIMIT", 1):
            assert has_room(count)

    def test_mocker(self, mocker):
        mocker.patch("shop.cart.LIMIT", new=1)
        assert has_room(5)
