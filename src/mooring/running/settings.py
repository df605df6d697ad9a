"""Django's settings. They come from the environment only (see environment.py) and guess nothing."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from mooring.law import country
from mooring.running import environment, outward

_environment = environment.read()
_outward = outward.read()
_package = Path(__file__).resolve().parent.parent

MOORING_MODE = _environment.mode
MOORING_COUNTRY = country(_environment.country)
MOORING_PSEUDONYM_PREFIX = MOORING_COUNTRY.pseudonym_prefix
MOORING_MASTER_KEY = _environment.master_key
MOORING_MASTER_KEYS = _environment.master_keys
MOORING_LEDGER_KEY = _environment.ledger_key
MOORING_LEDGER_HEAD: Path | None = _environment.ledger_head
MOORING_ERASURES: Path | None = _environment.erasures
MOORING_DATA = _environment.data
MOORING_IDLE_MINUTES = _environment.sign_in.idle_minutes
MOORING_PROXIES = _environment.sign_in.proxies or 0
MOORING_IDENTITY_PROVIDERS: Path | None = _environment.sign_in.providers
MOORING_LEDGER_LOG_HOST = _outward.log_host
MOORING_LEDGER_MAIL = _outward.anchor_mail
MOORING_MAIL_CONFIGURED = _outward.mail_configured


SECRET_KEY = _environment.secret_key()
DEBUG = _environment.debug
ALLOWED_HOSTS = list(_environment.allowed_hosts)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "procrastinate.contrib.django",
    "mooring.safeguards",
    "mooring.casework",
    "mooring.names",
    "mooring.referral",
    "mooring.identification",
    "mooring.hotline",
    "mooring.statistics",
    "mooring.register",
    "mooring.support",
    "mooring.housing",
    "mooring.returns",
    "mooring.justice",
    "mooring.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mooring.web.without_session.without_session",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mooring.web.sign_in.idle_lock.IdleLockMiddleware",
    "mooring.web.kept_forms.KeptFormMiddleware",
    "mooring.web.sign_in.idle_lock.LockedMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "mooring.web.sign_in.second_factor.SecondFactorRequiredMiddleware",
    "mooring.web.officer_transaction.officer_transaction",
]

ROOT_URLCONF = "mooring.web.urls"
WSGI_APPLICATION = "mooring.running.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_package / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "mooring.web.page_context.page_context",
            ],
        },
    }
]
FORM_RENDERER = "mooring.web.rendering.FormRenderer"

DATABASES = {"default": environment.database()}
CACHES = {"default": {"BACKEND": "mooring.web.sign_in.shared_counts.SharedCounts"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "safeguards.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "mooring.web.sign_in.adapters.ClosedAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # a shared device remembers nobody
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user,30/h/user"}
SOCIALACCOUNT_ADAPTER = "mooring.web.sign_in.agencies.AgencyAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
ALLAUTH_TRUSTED_PROXY_COUNT = MOORING_PROXIES
MFA_ADAPTER = "mooring.web.sign_in.adapters.SealedSecretsAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_FORMS = {
    "add_webauthn": "mooring.web.sign_in.adapters.AddPasskeyForm",
    "login_webauthn": "mooring.web.sign_in.adapters.SignInByPasskeyForm",
}
MFA_TOTP_ISSUER = "Mooring"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "day"
LOGOUT_REDIRECT_URL = "account_login"

SESSION_ENGINE = "mooring.web.sign_in.sealed_sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _environment.secure_cookies
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _environment.mode == "production" else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if MOORING_PROXIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF, *_environment.sign_in.places_of_agencies()],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# Without a mail server nothing is sent, and nobody waits for it.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _outward.mail_configured else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = _outward.mail_from or "mooring@localhost"
globals().update(_outward.mail)

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("da", "Dansk")]
LANGUAGE_COOKIE_NAME = "mooring_language"
LOCALE_PATHS = [_package / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["mooring.web.formats"]
TIME_ZONE = MOORING_COUNTRY.time_zone
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = _environment.data / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": _environment.documents,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# What somebody sends never lies in a temporary file: it is read in memory, up to the largest that is taken in.
FILE_UPLOAD_HANDLERS = ["mooring.casework.documents.uploading.InMemoryOnly"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
