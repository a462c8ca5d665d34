class Config:
    values = {"jax_enable_x64": False}

    def update(self, name, value):
        self.values[name] = value


config = Config()
