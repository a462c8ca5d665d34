from unittest import mock

import pharmacy


def test_drug():
    drug = pharmacy.Drug()
    drug.side_effects = ["nausea"]
    assert drug.side_effects


@mock.patch("pharmacy.Drug", side_effect=[1, 2])
def test_mocked(drug):
    drug.return_value = 3
    assert pharmacy.Drug() == 1
