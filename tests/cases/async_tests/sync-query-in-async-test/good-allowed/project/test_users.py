import pytest
from django.contrib.auth.models import User


@pytest.mark.django_db
async def test_made():
    User.objects.create(username="ann")
    assert User.objects.count() == 1
