from names import ANN
from tests.conftest import registry


def test_user(user):
    assert registry == [ANN]
