import pytest


def refuse(message):
    raise ValueError(message)


def test_refuse():
    pytest.raises(ValueError, refuse, message="no")
