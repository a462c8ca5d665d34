import pytest

import app


@pytest.fixture
def fake():
    class App:
        pass

    return App()


def test_works():
    assert app.POOL.submit(int, "1").result() == 1


def test_ends():
    app.POOL.shutdown()
    with pytest.raises(RuntimeError):
        app.POOL.submit(int)
