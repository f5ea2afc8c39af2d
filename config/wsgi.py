import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What is loaded by now stays for good, so it need not be looked through again and again; and a page makes some ten
# thousand objects that go with it, so looking after every seven hundred finds next to nothing. A twentieth of a page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
