def test_notify(bus):
    bus.send("x")
    assert bus.send.assert_called_once_with("x"), "not sent"
