import pytest

pytestmark = pytest.mark.skip(reason="needs the cluster")


def test_cluster():
    print("RAN ON THE CLUSTER")
