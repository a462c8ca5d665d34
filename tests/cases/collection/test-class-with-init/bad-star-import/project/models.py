class TestResult:
    def __init__(self, code):
        self.code = code
