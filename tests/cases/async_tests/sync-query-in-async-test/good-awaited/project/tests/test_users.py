import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.core.exceptions import SynchronousOnlyOperation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ann(transactional_db):
    return User.objects.create(username="ann")


async def test_awaited():
    await User.objects.acreate(username="bob")
    assert await User.objects.filter(username="bob").acount() == 1


async def test_in_thread():
    await sync_to_async(User.objects.create)(username="bob")
    count = await sync_to_async(lambda: User.objects.count())()
    assert count == 1


async def test_within():
    @sync_to_async
    def count():
        return User.objects.count()

    assert await count() == 0


async def test_of_fixture(ann):
    query = User.objects.filter(username="ann")
    assert [each async for each in query] == [ann]


async def test_refused():
    with pytest.raises(SynchronousOnlyOperation):
        User.objects.count()


async def test_left_over():
    if await User.objects.filter(username="zoe").aexists():
        User.objects.filter(username="zoe").delete()


async def test_skipped():
    pytest.skip("not yet")
    User.objects.count()
