import torch
import pytest


@pytest.fixture
def double():
    saved = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(saved)


def test_double(double):
    assert torch.get_default_dtype() == torch.float64


def test_single():
    torch.set_default_dtype(torch.float32)
    assert torch.get_default_dtype() == torch.float32
