from shop import version


def test_version():
    assert version
