def test_port():
    assert int("8080") == 8080


def test_old_port(old_year):
    assert int("8080") == 8080
