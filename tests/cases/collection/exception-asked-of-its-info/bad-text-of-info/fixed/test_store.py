import pytest as pt


def test_message():
    with pt.raises(ValueError) as err:
        raise ValueError("too small")
    assert str(err.value) == "too small"


class TestStore:
    def test_start(self):
        with pt.raises(ValueError, match="small") as info, open(__file__):
            raise ValueError("too small")
        assert str(info.value).startswith("too")

    def test_formatted(self):
        size = 3
        with pt.raises(ValueError) as info:
            raise ValueError(f"too small: {size}")
        with pt.raises(KeyError) as info:
            raise KeyError("a")
        assert info.type is KeyError and f"'a'{''}" == str(info.value)
