from inspect import isgeneratorfunction as is_generator


def test_about():
    assert not is_generator(test_about)
