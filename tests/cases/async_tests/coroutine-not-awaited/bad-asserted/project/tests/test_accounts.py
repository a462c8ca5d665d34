from shop import accounts as service
from shop.accounts import Accounts, is_ready


async def test_active():
    accounts = Accounts()
    assert accounts.is_active("bob")


async def test_open():
    shop = Accounts()
    assert shop.is_open(), "closed"


async def test_ready():
    assert is_ready()
    assert service
