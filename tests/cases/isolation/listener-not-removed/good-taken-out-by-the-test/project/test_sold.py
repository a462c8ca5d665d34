from unittest import mock

from shop import signals


def test_sold():
    sold = signals.sold.connect(mock.Mock(), weak=False)
    signals.sold.receivers[0](3)
    signals.sold.disconnect(sold)
    sold.assert_called_once_with(3)
