from maths import Doubler


def test_spy_return(mocker):
    spy = mocker.spy(Doubler, "double")
    Doubler().run()
    assert spy.spy_return == 8


def test_patched(mocker):
    spy = mocker.patch.object(Doubler, "double")
    spy.return_value = 0
    assert Doubler().run() == 0
    assert spy.return_value == 0


def test_no_effect_left(mocker):
    spy = mocker.spy(Doubler, "double")
    spy.side_effect = None
    spy.return_value = 0
    assert Doubler().run() == 0


def test_two(mocker):
    spy = mocker.spy(Doubler, "double")
    Doubler().run()
    spy = mocker.patch.object(Doubler, "double", return_value=3)
    assert spy.return_value == 3
