def register(function):
    function()
    return function


def test_sum():
    def test_inner():
        return 2

    @register
    def test_registered():
        assert 1

    assert test_inner() == 2
