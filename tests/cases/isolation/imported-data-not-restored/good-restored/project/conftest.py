import pytest

from press.registry import FLAGS


@pytest.fixture
def flags():
    saved = dict(FLAGS)
    yield FLAGS
    FLAGS.clear()
    FLAGS.update(saved)


@pytest.fixture(scope="session")
def all_beta():
    FLAGS["all"] = True
