import pytest


@pytest.fixture
def sign(request):
    return request.param


@pytest.mark.parametrize("letter", "abc")
def test_letter(letter):
    assert letter.islower()


@pytest.mark.parametrize("sign", "+-", ["sign"])
def test_sign(sign):
    assert sign in "+-"


@pytest.mark.parametrize("sign", "*/", True, ["times", "by"])
def test_other_sign(sign):
    assert sign in "*/"
