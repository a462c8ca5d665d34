import pytest


def test_value():
    with pytest.raises(ValueError) as err:
        raise ValueError("too small")
    assert str(err.value) == "too small"
    assert err.value.args == ("too small",)


def test_in_text():
    with pytest.raises(ValueError) as err:
        raise ValueError("too small")
    assert "too small" in str(err)
    assert str(err).startswith("<ExceptionInfo")
    assert str(err).endswith("tblen=1>")
    assert not str(err).startswith("too")


def test_other_name():
    with pytest.raises(ValueError) as err:
        raise ValueError("too small")
    err = err.value
    assert str(err) == "too small"


def test_handler():
    try:
        raise ValueError("too small")
    except ValueError as err:
        assert str(err) == "too small"


def test_both():
    with pytest.raises(KeyError) as err:
        raise KeyError("a")
    try:
        raise ValueError("too small")
    except ValueError as err:
        assert str(err) == "too small"


class Raises:
    def __init__(self):
        self.message = ""

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.message = str(value)
        return True

    def __str__(self):
        return self.message


def test_own_context():
    with Raises() as err:
        raise ValueError("too small")
    assert str(err) == "too small"
    assert err.message == "too small"


def test_of_warnings():
    with pytest.warns(UserWarning) as err:
        import warnings

        warnings.warn("old")
    assert len(err) == 1


def test_asks_first():
    with pytest.raises(ValueError) as err:
        raise ValueError("too small")
    text = err.message if hasattr(err, "message") else str(err.value)
    assert text == "too small"


def test_in_loop():
    with pytest.raises(ValueError) as err:
        raise ValueError("too small")
    for err in ["too small"]:
        assert str(err) == "too small"


def test_expected():
    with pytest.raises(ValueError) as err:
        raise ValueError("too small")
    with pytest.raises(AttributeError):
        err.message
    assert err.type is ValueError


def test_helper():
    with pytest.raises(ValueError) as err:
        raise ValueError("too small")

    def same(err):
        assert str(err) == "too small"

    same(err.value)
