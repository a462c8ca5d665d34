from unittest.mock import Mock, PropertyMock, patch


class Cart:
    @property
    def total(self):
        return 1


def test_type():
    cart = Mock()
    total = PropertyMock(return_value=0)
    type(cart).total = total
    assert cart.total == 0


def test_patched():
    with patch.object(Cart, "total", new_callable=PropertyMock) as total:
        total.return_value = 0
        assert Cart().total == 0


def test_class():
    class Other:
        pass

    Other.total = PropertyMock(return_value=0)
    assert Other().total == 0
