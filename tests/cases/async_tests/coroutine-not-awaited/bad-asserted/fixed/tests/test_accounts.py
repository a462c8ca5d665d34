from shop import accounts as service
from shop.accounts import Accounts, is_ready


async def test_active():
    accounts = Accounts()
    assert await accounts.is_active("bob")


async def test_open():
    shop = Accounts()
    assert await shop.is_open(), "closed"


async def test_ready():
    assert await is_ready()
    assert service
