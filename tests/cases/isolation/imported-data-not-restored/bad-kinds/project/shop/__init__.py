class App:
    def __init__(self):
        self.config = {"LIMIT": 10, "TESTING": False}


app = App()
