import torch


def test_default():
    assert torch.get_default_dtype() == torch.float32
