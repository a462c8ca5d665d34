import sys

import pytest


@pytest.mark.skipif("not config.getoption('--with-db')", reason="needs a database")
def test_rows():
    assert True


@pytest.mark.skipif("config.getoption('with_db')", reason="needs no database")
def test_none():
    assert True


@pytest.mark.skipif("config.getoption('--run-db', False)", reason="needs no database")
def test_default():
    assert True


@pytest.mark.skipif("sys.version_info < (3,) and config.getoption('--run-db')", reason="needs no database")
def test_never_asked():
    assert sys


@pytest.mark.skipif("config.getoption('--verbose') > 5", reason="too talkative")
def test_of_pytest():
    assert True


@pytest.mark.skipif(not pytest, reason="config.getoption('--run-db')")
@pytest.mark.skipif("not config.getoption('--slow')", reason="slow")
def test_in_reason():
    assert True
