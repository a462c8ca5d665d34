"""Opens ports.

import nothing_of_this
"""
import socket

import requests

try:
    import simplejson as json
except ImportError:
    import json


def connect():
    return socket, requests, json
