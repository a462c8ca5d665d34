from pytest import raises


def test_text():
    with raises(ValueError, match="invalid"):
        int("x")
