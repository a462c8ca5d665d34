from concurrent.futures import ThreadPoolExecutor

import pytest


def test_leaves_it(pool):
    assert pool.submit(int, "1").result() == 1


def test_own_name(pool):
    pool = ThreadPoolExecutor(1)
    pool.shutdown()


def test_within(pool):
    def end():
        pool.shutdown()

    assert callable(end)


def test_ends_its_own(own):
    own.shutdown()


def test_ends_its_own_again(own):
    with own as pool:
        assert pool.submit(int, "1").result() == 1


def test_made(factory):
    with factory() as pool:
        assert pool.submit(int, "1").result() == 1


def test_made_again(factory):
    factory().shutdown()
    assert factory().submit(int, "1").result() == 1


def test_kind(kind):
    kind().shutdown()
    assert kind().submit(int, "1").result() == 1


def test_mocked(mocked):
    mocked.shutdown()


def test_mocked_again(mocked):
    mocked.submit(int)


class TestOne:
    def test_ends(self, of_class):
        of_class.shutdown()


class TestTwo:
    def test_works(self, of_class):
        assert of_class.submit(int, "1").result() == 1


class TestOverridden:
    @pytest.fixture
    def pool(self):
        return ThreadPoolExecutor(1)

    def test_ends(self, pool):
        pool.shutdown()


def test_still(pool, last):
    assert pool.submit(int, "2").result() == 2
    assert last.submit(int, "2").result() == 2


def test_end_is_last(last):
    last.shutdown()
    with pytest.raises(RuntimeError):
        last.submit(int)


def test_refused(last):
    with pytest.raises(RuntimeError):
        last.submit(int)
