from http import HTTPStatus

FOUND = HTTPStatus.OK
