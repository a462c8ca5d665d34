from shop import token


def test_token():
    assert token() == "none"
