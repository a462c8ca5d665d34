class Mocker:
    def __init__(self):
        self.call_count = 0

    @property
    def called_once(self):
        return self.call_count == 1
