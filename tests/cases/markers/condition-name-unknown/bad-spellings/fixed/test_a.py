import asyncio
import json

import pytest
from pytest import mark

from conftest import needs_docker

has_gpu = False
cuda = mark.skipif("not has_gpu", reason="no GPU")


@pytest.mark.skipif("sys.platform == 'win32'", reason="no such thing there")
class TestShop:
    def test_open(self):
        assert True


@pytest.mark.xfail(condition="sys.version_info.major < 3", reason="not yet")
def test_a():
    assert True


@pytest.mark.parametrize(
    "name", ["a", pytest.param("b", marks=pytest.mark.skipif("not HAS_REDIS", reason="no redis"))]
)
def test_b(name):
    assert name


@cuda
def test_c():
    assert True


@needs_docker
def test_d():
    assert True


@pytest.mark.skipif("json.loads('1') == 2")
def test_e():
    async def run():
        assert True

    asyncio.run(run())


@mark.skipif("len(unicode(os.name)) > 3", reason="an old one")
def test_f():
    assert True
