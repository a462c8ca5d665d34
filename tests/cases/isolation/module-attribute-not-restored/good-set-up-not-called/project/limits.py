WAIT = 2.0


class Gate:
    def setUp(self):
        self.open = True
