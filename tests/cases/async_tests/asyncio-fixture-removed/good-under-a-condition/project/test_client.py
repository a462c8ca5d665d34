import sys

import pytest

if sys.platform == "win32" and sys.version_info < (3, 8):

    @pytest.fixture
    def event_loop(event_loop_policy):
        loop = event_loop_policy.new_event_loop()
        yield loop
        loop.close()


async def test_client():
    assert True
