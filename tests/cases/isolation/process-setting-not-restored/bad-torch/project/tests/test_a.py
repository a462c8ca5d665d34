import torch


def test_double():
    torch.set_default_dtype(torch.float64)
    assert torch.get_default_dtype() == torch.float64
