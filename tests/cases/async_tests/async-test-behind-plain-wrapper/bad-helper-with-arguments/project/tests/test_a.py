import os

import pytest

from .helpers import with_variables


@pytest.mark.asyncio
class TestShop:
    @with_variables(SHOP="open")
    @pytest.mark.parametrize("name", ["SHOP"])
    async def test_open(self, name):
        assert os.environ[name] == "open"
