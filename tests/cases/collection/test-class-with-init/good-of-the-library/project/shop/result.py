class TestResultDecorator:
    def __init__(self, decorated):
        self.decorated = decorated

    def testsRun(self):
        return self.decorated
