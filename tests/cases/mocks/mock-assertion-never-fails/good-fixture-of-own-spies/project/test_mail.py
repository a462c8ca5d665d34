import spies

SPY = spies.Spy()


def test_spy(spy):
    spy(1)
    assert spy.called_once
    assert spy.called_once_with(1)


def test_both(spy, sender):
    spy(1)
    sender()
    assert spy.called_once_with(1)
    sender.assert_called_once_with()


def test_shared(sender):
    SPY(1)
    assert SPY.called_once_with(1)
