from pathlib import Path


def test_compose_file(docker_compose_file):
    assert Path(docker_compose_file).name == "docker-compose.yml"
