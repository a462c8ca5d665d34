from pytest import mark


@mark.xfail
class TestNames:
    def test_upper(self):
        assert "a".upper() == "A"
