from contextlib import contextmanager


@contextmanager
def swap_attr(of, name, value):
    before = getattr(of, name)
    setattr(of, name, value)
    try:
        yield
    finally:
        setattr(of, name, before)
