import pytest
from sqlalchemy import text


@pytest.mark.parametrize("number", [1, 2])
def test_users(connection, number):
    assert connection.execute(text("select count(*) from users")).scalar() == 1
