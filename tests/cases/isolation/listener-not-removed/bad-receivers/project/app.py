from flask import Flask, render_template_string

app = Flask(__name__)


@app.get("/")
def front():
    return render_template_string("hello")
