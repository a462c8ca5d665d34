import pytest


@pytest.mark.xfail
@pytest.mark.network
def test_ftp():
    from urllib.request import urlopen

    assert urlopen("ftp://ftp.example.invalid/")
