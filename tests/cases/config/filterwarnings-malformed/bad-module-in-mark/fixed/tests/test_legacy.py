from legacy.core import run
from pytest import mark


@mark.filterwarnings("ignore:old api::legacy.core")
def test_run():
    assert run() == 3
