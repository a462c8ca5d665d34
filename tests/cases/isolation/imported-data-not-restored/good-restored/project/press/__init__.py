class App:
    def __init__(self):
        self.config = {"TESTING": False, "LIMIT": 3}


app = App()
current_page = {}
