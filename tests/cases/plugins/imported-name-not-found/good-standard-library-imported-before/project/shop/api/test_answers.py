from http import HTTPStatus

from .answers import FOUND


def test_found():
    assert FOUND == HTTPStatus.OK
