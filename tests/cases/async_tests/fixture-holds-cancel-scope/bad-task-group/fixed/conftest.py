import anyio
import pytest


@pytest.fixture
def workers():
    return anyio.create_task_group
