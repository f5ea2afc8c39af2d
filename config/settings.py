"""All settings, driven by the environment. docs/configuration.md lists the names.

Without DATABASE_URL the embedded PostgreSQL and Valkey of DEBRIEF_DATA are used; the code path is the same.
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from environs import Env

from config.embedded.places import Places
from config.embedded.secret import read_or_create

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

DATABASE_URL: str = env.str("DATABASE_URL", "")
REDIS_URL: str = env.str("REDIS_URL", "")
EMBEDDED = not DATABASE_URL
PLACES = Places(env.path("DEBRIEF_DATA", BASE_DIR / ".debrief"))
PUBLIC_URL: str = env.str("DEBRIEF_URL", "http://127.0.0.1:8000")
_address = urlsplit(PUBLIC_URL)
_https = _address.scheme == "https"

DEBUG: bool = env.bool("DEBUG", False)
SECRET_KEY: str = env.str("SECRET_KEY", "") or (read_or_create(PLACES.secret_key_file) if EMBEDDED else "")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if EMBEDDED else [_address.hostname or ""]
CSRF_TRUSTED_ORIGINS = [f"{_address.scheme}://{_address.netloc}"]

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "interviews.apps.InterviewsConfig",
    "evaluations.apps.EvaluationsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "interviews.middleware.TimeZoneMiddleware",
    "interviews.middleware.BlindReviewMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["interviews.templatetags.addresses"],
        },
    },
]

DATABASES = {
    "default": {
        **dj_database_url.parse(DATABASE_URL or PLACES.database_url),
        "OPTIONS": {
            # Threads of the web and of the worker share a pool: a connection is held for a query, never for a model.
            "pool": {"min_size": 1, "max_size": env.int("DEBRIEF_DATABASE_CONNECTIONS", 20), "timeout": 30},
            # Statements that come again are planned once: a fifth of a pass's CPU time (docs/performance.md).
            "server_side_binding": True,
            "prepare_threshold": 3,
            # What the lists read is in memory. By default an index counts for so slow that a table of 100,000 rows is
            # read whole for a few thousand of them, three to ten times as slowly (docs/lists.md).
            "options": "-c random_page_cost=1.1",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "interviews.User"
LOGIN_URL = "interviews:sign_in"
LOGIN_REDIRECT_URL = "evaluations:home"
LOGOUT_REDIRECT_URL = "interviews:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    }
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
# Where sign-ins are counted, as the library `limits` reads it; sockets have another name there than for Celery.
_socket = REDIS_URL.replace("redis+socket://", "redis+unix://").replace("virtual_host=", "db=")
THROTTLE_URL = _socket or f"redis+{PLACES.redis_url}"
# Accounts of the house, by OpenID Connect; without an issuer there is only the password.
DEBRIEF_OIDC_ISSUER: str = env.str("DEBRIEF_OIDC_ISSUER", "").rstrip("/")
DEBRIEF_OIDC_CLIENT_ID: str = env.str("DEBRIEF_OIDC_CLIENT_ID", "")
DEBRIEF_OIDC_CLIENT_SECRET: str = env.str("DEBRIEF_OIDC_CLIENT_SECRET", "")
DEBRIEF_OIDC_NAME: str = env.str("DEBRIEF_OIDC_NAME", "") or "your company account"
# Of these, each adds to X-Forwarded-For where it was asked from.
DEBRIEF_PROXIES: int = env.int("DEBRIEF_PROXIES", 1 if _https else 0)

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = env.path("DEBRIEF_STATIC", PLACES.static)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60 if EMBEDDED else 3600
# Far above the limit of an answer, so that who pastes too much is told how much too much, and keeps it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5_000
FILE_UPLOAD_HANDLERS = [
    "evaluations.pages.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_AGE = 14 * 24 * 3600

# Security. Inline code and styles do not exist, so nothing a candidate wrote can become any.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# The queue carries primary keys and nothing else, so losing it loses nothing: docs/decisions/0001.
CELERY_BROKER_URL = REDIS_URL or PLACES.broker_url
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Mails: reminders of interviews that are not signed, once there is a mail server to send them.
EMAIL_HOST: str = env.str("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_PORT: int = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER: str = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD: str = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS: bool = env.bool("EMAIL_USE_TLS", False)
EMAIL_USE_SSL: bool = env.bool("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", "") or f"debrief@{_address.hostname}"
DEBRIEF_REMIND_AFTER_DAYS: float = env.float("DEBRIEF_REMIND_AFTER_DAYS", 2.0)

# Engines (docs/engines.md). "builtin" needs nothing; naming an endpoint or a model is choosing "openai".
RULE_BASED_ENGINE = "builtin"
_model_named = bool(env.str("OPENAI_BASE_URL", "") or env.str("DEBRIEF_MODEL", ""))
DEBRIEF_ENGINE: str = env.str("DEBRIEF_ENGINE", "") or ("openai" if _model_named else RULE_BASED_ENGINE)

# What packets are printed on: "a4" or "letter".
DEBRIEF_PAPER: str = env.str("DEBRIEF_PAPER", "") or "a4"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "evaluations": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
    },
}
