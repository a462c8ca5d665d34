from maths import Doubler


def test_asked(mocker):
    spy = mocker.spy(Doubler, "double")
    assert Doubler().run() == "done"
    assert spy.return_value == 8


class TestRun:
    def test_object(self, mocker):
        doubler = Doubler()
        double = mocker.spy(doubler, "double")
        doubler.run()
        if double.return_value != 8:
            raise AssertionError("not doubled")

    def test_given(self, mocker):
        spy = mocker.spy(Doubler, "double")
        spy.return_value = 0
        assert Doubler().run() == 0
