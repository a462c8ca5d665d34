from pytest_bdd.steps import given
