class Cart:
    limit = 100


class Settings:
    currency = "EUR"


settings = Settings()
