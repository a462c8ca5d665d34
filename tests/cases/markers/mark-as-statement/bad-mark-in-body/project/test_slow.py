import pytest


def test_cluster():
    pytest.mark.skip("needs the cluster")
    print("RAN ON THE CLUSTER")
