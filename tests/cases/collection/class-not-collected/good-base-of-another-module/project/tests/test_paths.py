"""What the paths of all systems have in common; the tests of each system lie beside it."""

import ntpath


class CommonTest:
    module = ntpath

    def test_join(self):
        assert self.module.basename(self.module.join("a", "b")) == "b"
