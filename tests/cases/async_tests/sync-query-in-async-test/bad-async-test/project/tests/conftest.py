import pytest_asyncio
from django.contrib.auth.models import User


@pytest_asyncio.fixture
async def bob(db):
    return User.objects.create(username="bob")
