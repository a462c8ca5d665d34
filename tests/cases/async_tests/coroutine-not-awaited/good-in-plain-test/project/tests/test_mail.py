import asyncio

import pytest

from acc.mailer import deliver


def test_deliver():
    with pytest.raises(RuntimeError):
        asyncio.run(deliver("hi"))


def test_arguments():
    with pytest.raises(TypeError):
        deliver()
