import pytest
import responses


def started():
    responses.start()


@pytest.fixture
def answers():
    started()
    yield
    responses.stop()
    responses.reset()


@pytest.fixture
def through(answers):
    return answers
