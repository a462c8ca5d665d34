def pytest_port():
    return 80


def test_port():
    assert pytest_port() == 80
