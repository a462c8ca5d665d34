# Django
