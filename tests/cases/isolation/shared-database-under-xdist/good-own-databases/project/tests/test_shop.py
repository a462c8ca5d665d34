import pytest


@pytest.mark.parametrize("number", [1, 2])
def test_shop(database, schema, tables, store, fake, once, in_container, number):
    assert number
