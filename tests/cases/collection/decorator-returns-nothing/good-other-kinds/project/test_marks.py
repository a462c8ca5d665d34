from marks import maybe, register, seen, with_argument, wrapping


@seen
def test_seen():
    assert True


@with_argument(3)
def test_argument():
    assert True


@register
def test_registered():
    assert True


@wrapping
def test_wrapped():
    assert True


@maybe
def test_maybe():
    assert True
