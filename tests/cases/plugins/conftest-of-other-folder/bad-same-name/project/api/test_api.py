from conftest import KIND as OURS


def test_kind():
    assert OURS == "api"
