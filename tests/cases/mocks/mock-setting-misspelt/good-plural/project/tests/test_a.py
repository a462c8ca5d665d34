from unittest.mock import Mock


class Shop:
    return_values = ()


def test_retry():
    fetch = Mock(return_value=3)
    fetch.side_effect = [OSError, 3]
    shop = Shop()
    shop.return_values = (1,)
    try:
        fetch()
    except OSError:
        assert fetch() == 3
