from unittest import mock


def test_notify():
    bus = mock.Mock()
    bus.send("x")
    bus.send.assert_called_once_with("x")


class TestBus:
    def test_none(self):
        bus = mock.MagicMock()
        bus.send.assert_not_called()

    def test_several(self):
        bus = mock.MagicMock()
        bus.send(1)
        bus.send(2)
        bus.send.assert_has_calls(
            [mock.call(1), mock.call(2)],
        )
