import pytest

HAS_DOCKER = False
needs_docker = pytest.mark.skipif("not HAS_DOCKER", reason="no docker")
