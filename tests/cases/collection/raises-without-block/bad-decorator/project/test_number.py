from pytest import raises


@raises(ValueError, match="invalid")
def test_text():
    int("x")
