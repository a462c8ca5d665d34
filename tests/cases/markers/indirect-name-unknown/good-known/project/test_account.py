import pytest

WHICH = ["account"]


@pytest.fixture
def account(request):
    return {"name": request.param}


@pytest.fixture
def a(request):
    return request.param


@pytest.mark.parametrize("account", ["ann"], indirect=["account"])
def test_list(account):
    assert account["name"] == "ann"


@pytest.mark.parametrize("account, size", [("ann", 1)], indirect=("account",))
def test_tuple(account, size):
    assert account["name"] == "ann"


@pytest.mark.parametrize("account", ["ann"], indirect=True)
def test_all(account):
    assert account["name"] == "ann"


@pytest.mark.parametrize("account", ["ann"], indirect=WHICH)
def test_named(account):
    assert account["name"] == "ann"


@pytest.mark.parametrize("a", ["ann"], indirect="a")
def test_letter(a):
    assert a == "ann"
