from conftest import PAGE


def test_page():
    assert PAGE
