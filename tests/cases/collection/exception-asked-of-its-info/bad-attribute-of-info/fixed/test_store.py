from pytest import raises


def test_args():
    with raises(ValueError) as err:
        raise ValueError("too small")
    assert err.value.args[0] == "too small"


def test_exception():
    with raises(ValueError) as caught:
        raise ValueError("too small")
    text = str(caught.value)
    assert text == "too small"


def test_message():
    with raises(ValueError) as err:
        raise ValueError("too small")
    assert str(err.value) == "too small"


async def read():
    with raises(OSError) as err:
        raise OSError(2, "gone")
    return err.value.errno


def test_code():
    with raises(SystemExit) as err:
        raise SystemExit(2)
    assert err.value.code == 2
