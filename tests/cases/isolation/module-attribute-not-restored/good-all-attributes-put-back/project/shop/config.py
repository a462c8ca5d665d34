class Settings:
    def __init__(self):
        self.debug = False


settings = Settings()
replaced = Settings()
