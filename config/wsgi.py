"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from zhenggai.core.uploads import whole_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = whole_bodies(get_wsgi_application())
