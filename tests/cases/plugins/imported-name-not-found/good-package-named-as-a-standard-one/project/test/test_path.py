from test import posix_only


@posix_only
def test_path():
    assert "/" in "a/b"
