class Settings:
    currency = "eur"

    def __init__(self):
        self.rounds = True
        self.reset()

    def reset(self):
        self.limit = 4


settings = Settings()
