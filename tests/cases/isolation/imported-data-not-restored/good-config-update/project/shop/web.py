from flask import Flask

app = Flask("shop")
app.config["LIMIT"] = 10
