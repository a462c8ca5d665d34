from _pytest.nodes import iterparentnodeids
