from xdist.scheduler import LoadScopeScheduling


class ByMark(LoadScopeScheduling):
    def _split_scope(self, nodeid):
        return nodeid.partition("[")[0]


def pytest_xdist_make_scheduler(config, log):
    return ByMark(config, log)
