import os

import pytest


@pytest.mark.parametrize("number", range(11))
def test_number(number, port, index, schema, database):
    own = int(os.environ["PYTEST_XDIST_WORKER"][2:])
    assert {own} == {port - 8000, index, schema, database}
