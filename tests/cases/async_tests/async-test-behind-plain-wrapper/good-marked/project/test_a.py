import functools
import inspect


def told(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    inspect.markcoroutinefunction(inner)
    return inner


@told
async def test_a():
    assert 1 + 1 == 2
