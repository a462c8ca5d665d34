class Settings:
    url = "sqlite+aiosqlite://"


settings = Settings()
