class Settings:
    restrict = None


settings = Settings()
