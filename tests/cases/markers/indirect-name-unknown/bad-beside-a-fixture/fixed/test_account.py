import pytest


@pytest.fixture
def account(request):
    return {"name": request.param}


@pytest.mark.parametrize("account, size", [("ann", 3), ("bob", 3)], indirect=["account"])
def test_account(account, size):
    assert len(account["name"]) == size
