import pytest


@pytest.fixture
def redis():
    pytest.importorskip("redis")
    import redis

    return redis.Redis()


@pytest.fixture
def not_used():
    import kafka

    return kafka


@pytest.fixture
def needs_docker():
    pytest.skip("no docker")


@pytest.fixture
def docker(needs_docker):
    import docker

    return docker
