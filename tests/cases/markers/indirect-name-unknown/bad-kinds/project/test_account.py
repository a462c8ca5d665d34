import pytest


@pytest.fixture
def account(request):
    return {"name": request.param}


@pytest.mark.parametrize("account", ["ann"], indirect=["acount"])
def test_account(account):
    assert account["name"] == "ann"


@pytest.mark.parametrize("account", ["ann"], indirect="account")
def test_text(account):
    assert account["name"] == "ann"
