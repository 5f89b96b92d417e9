"""Settings, all read from the environment; `.env.example` lists every variable.

Embedded by default: SQLite and files under `DATA_DIR`. With `PRODUCTION=true` the portal refuses
to start without `SECRET_KEY`, `ALLOWED_HOSTS` and what it sends letters with, and answers over
HTTPS only.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("PRODUCTION and DEBUG exclude each other.")

SECRET_KEY = env.str("SECRET_KEY", default="")
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("PRODUCTION needs a SECRET_KEY of at least 50 characters.")
SECRET_KEY = SECRET_KEY or "insecure-key-of-the-embedded-demo-never-used-in-production"

ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("PRODUCTION needs ALLOWED_HOSTS, e.g. ita.example.go.th.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Letters (invitations, new passwords): printed on the console of the demo, sent by a real server.
EMAIL_URL = env.str("EMAIL_URL", default="")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="")
if PRODUCTION and not EMAIL_URL:
    raise ImproperlyConfigured(
        "PRODUCTION needs EMAIL_URL, e.g. smtp+tls://USER:PASSWORD@mail.example.go.th:587."
    )
if PRODUCTION and "@" not in DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured(
        "PRODUCTION needs DEFAULT_FROM_EMAIL, the sender of letters, e.g. ita@example.go.th."
    )
DEFAULT_FROM_EMAIL = SERVER_EMAIL = DEFAULT_FROM_EMAIL or "ita@localhost"
vars().update(env.email_url_config(EMAIL_URL or "consolemail://"))
# The address of the portal in letters, without a slash at its end.
HOME_URL = (
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    if PRODUCTION
    else f"http://127.0.0.1:{env.int('PORT', default=8000)}"
)
PORTAL_URL = env.str("PORTAL_URL", default=HOME_URL).rstrip("/")
EMAIL_TIMEOUT = 20  # seconds: no request waits for a mail server that does not answer.

# Where the embedded portal keeps its database and files.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
# What set-up builds (fonts, sample reports); safe to delete.
BUILD_DIR = BASE_DIR / "build"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "itaportal",
    "measures",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "itaportal.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "measures.views.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "itaportal.urls"
WSGI_APPLICATION = "itaportal.wsgi.application"

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
        },
    },
]

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        ),
    }
    DATA_DIR.mkdir(parents=True, exist_ok=True)
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "measures.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

# django-allauth: signing in by user name, with rate limits. Nobody signs up: people are invited.
ACCOUNT_ADAPTER = "measures.views.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # Strangers get no letter.
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[ระบบมาตรการ ITA] "
# Django's, which knows of the user's address; allauth's own keeps a second list of addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_FORMS = {
    "login": "measures.forms.sign_in.SignInForm",
    "reset_password": "measures.forms.own_account.ForgottenPasswordForm",
    "reset_password_from_key": "measures.forms.own_account.NewPasswordForm",
    "change_password": "measures.forms.own_account.ChangedPasswordForm",
    "reauthenticate": "measures.forms.own_account.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {
    # Attempts in all, then failed ones: an address of one office serves many clerks.
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "change_password": "10/m/user",
}
MFA_ADAPTER = "measures.views.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "measures.forms.second_factor.CodeForm",
    "reauthenticate": "measures.forms.second_factor.CodeAgainForm",
    "activate_totp": "measures.forms.second_factor.SetUpForm",
    "deactivate_totp": "measures.forms.second_factor.GiveUpForm",
    "generate_recovery_codes": "measures.forms.second_factor.NewRecoveryCodesForm",
}
MFA_TOTP_ISSUER = "มาตรการ ITA"
MFA_TOTP_TOLERANCE = 1  # Telephones whose clocks are up to half a minute off.
MFA_ALLOW_UNVERIFIED_EMAIL = True  # Addresses are not the people's own to enter.
# Whose address counts for the limits: that which the last proxy saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1 if PRODUCTION else 0)

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย")]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True
# Before Django's own Thai texts, some of which are missing and some not of this portal's tone.
LOCALE_PATHS = [BASE_DIR / "itaportal" / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = BUILD_DIR / "static"
if not PRODUCTION:
    # Static files are served from where they lie, yet WhiteNoise warns of a missing directory.
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
MEDIA_ROOT = DATA_DIR / "files"

CACHES = {
    # Counts attempts to sign in and remembers one-time codes that were used. In the database, as
    # every process of the server has to see the same; migrate makes the table.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    },
    # Files of reports that were printed before; safe to delete.
    "exports": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "exports",
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
