import bottle
import flask
import flask_login
import pytest
import streamlit as st
from flask import current_app, g, session


@pytest.fixture
def app():
    app = flask.Flask("shop")
    with app.test_request_context():
        yield app


def test_user_is_kept(app):
    g.user = "Ada"
    assert flask.g.user == "Ada"


def test_session_is_marked(app):
    session.permanent = True
    assert flask.session.permanent


def test_app_of_the_context(app):
    current_app.name = "kiosk"
    assert app.name == "kiosk"


def test_login(app):
    flask_login.current_user.theme = "dark"
    assert flask_login.current_user.theme == "dark"


def test_response_of_the_thread():
    bottle.response.bind()
    bottle.response.content_type = "text/plain"
    assert bottle.response.headers["Content-Type"] == "text/plain"


def test_state_of_the_session():
    st.session_state.stars = "two"
    assert st.session_state["stars"] == "two"
