import contextlib

rcParams = {"font.size": 10}


@contextlib.contextmanager
def rc_context(rc):
    saved = dict(rcParams)
    rcParams.update(rc)
    yield
    rcParams.update(saved)
