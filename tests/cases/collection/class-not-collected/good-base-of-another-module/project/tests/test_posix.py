import posixpath

from tests import test_paths


class TestPosix(test_paths.CommonTest):
    module = posixpath
