READY = []


async def setup_module():
    READY.append(1)


def test_not_ready():
    assert not READY
