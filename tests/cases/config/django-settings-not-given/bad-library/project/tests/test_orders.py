import pytest
from django.db import connection


@pytest.mark.django_db
def test_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_client(client):
    assert client.cookies == {}
