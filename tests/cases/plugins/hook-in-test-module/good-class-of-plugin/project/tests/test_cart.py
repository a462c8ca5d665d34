class Recorder:
    def pytest_runtest_setup(self, item):
        self.item = item


def test_recorder(request):
    recorder = Recorder()
    request.config.pluginmanager.register(recorder)
    assert recorder
