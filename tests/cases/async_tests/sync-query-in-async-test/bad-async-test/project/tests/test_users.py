import pytest
from django.contrib.auth import models
from django.contrib.auth.models import User as Person


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_counted():
    assert Person.objects.filter(username="ann").count() == 0
    assert models.Group.objects.count() == 0


@pytest.mark.django_db
class TestUsers:
    pytestmark = pytest.mark.asyncio

    async def test_made(self, db):
        person = Person.objects.create(username="ann")
        assert person.username == "ann"


@pytest.mark.asyncio
async def test_bob(bob):
    assert bob.username == "bob"


def test_plain(db):
    assert Person.objects.count() == 0
