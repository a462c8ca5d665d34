import pytest


@pytest.mark.django_db
def test_save():
    assert True


@pytest.mark.django_db(transaction=True)
def test_save_twice():
    assert True
