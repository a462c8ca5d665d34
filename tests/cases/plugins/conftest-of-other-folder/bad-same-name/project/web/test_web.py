from conftest import KIND


def test_kind():
    assert KIND == "web"
