import pytest


@pytest.fixture(params=["sqlite", pytest.param("oracle", marks=pytest.mark.skip(reason="no licence"))])
def engine(request):
    return request.param


@pytest.mark.usefixtures("tmp_path")
def test_engine(engine):
    assert engine == "sqlite"
