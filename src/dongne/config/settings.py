"""Settings. Everything an office may change is read from the environment (`docs/deploy.md`)."""

import os
import secrets
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from csp.constants import NONCE, NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from dongne.config.personal_data import OF_LIBRARIES
from dongne.design.languages import languages

ROOT = Path(__file__).resolve().parents[3]
DATA_DIR = Path(os.environ.get("DONGNE_DATA") or ROOT / "var").resolve()
BUILD_DIR = Path(os.environ.get("DONGNE_BUILD") or ROOT / "build").resolve()
DEMO = os.environ.get("DONGNE_DEMO") == "1"
DEBUG = os.environ.get("DONGNE_DEBUG") == "1"
PORT = int(os.environ.get("PORT") or 8000)
TLS_CERT = os.environ.get("DONGNE_TLS_CERT", "")
SEOUL = ZoneInfo("Asia/Seoul")


def _secret_key() -> str:
    """The key of this installation: from the environment, else made once in the data folder."""
    if key := os.environ.get("DONGNE_SECRET_KEY"):
        return key
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        # Web and worker start at the same time: whoever links first wins, both read the same.
        mine = path.with_suffix(f".{os.getpid()}")
        mine.write_text(secrets.token_urlsafe(48))
        mine.chmod(0o600)
        try:
            os.link(mine, path)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return path.read_text()


def _database(url: str) -> dict[str, Any]:
    """Django's form of a libpq address, so that every spelling libpq knows is accepted."""
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    return {
        "ENGINE": "dongne.config.postgresql",
        "NAME": parts.pop("dbname", "dongne"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            **parts,
            "pool": {"min_size": 1, "max_size": 24, "timeout": 10},
            # A statement that comes again is planned once: planning costs more than most answers.
            "server_side_binding": True,
            "prepare_threshold": 2,
        },
    }


SECRET_KEY = _secret_key()
# The keys of personal data. In production the office names a file outside the data folder and the
# backup, made with `dongne keys make`; a demonstration makes its own beside the data.
KEYS_FILE = Path(os.environ.get("DONGNE_KEYS") or DATA_DIR / "keys.json").resolve()
KEYS_MAY_BE_MADE = not os.environ.get("DONGNE_KEYS")
PERSONAL_DATA_OF_LIBRARIES = OF_LIBRARIES
ALLOWED_HOSTS = [h for h in os.environ.get("DONGNE_HOSTS", "").split(",") if h] or [
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("DONGNE_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "dongne.design",
    "dongne.foundation.audit",
    "dongne.foundation.vault",
    "dongne.foundation.papers",
    "dongne.foundation.places",
    "dongne.foundation.organisations",
    "dongne.foundation.accounts",
    "dongne.foundation.openings",
    "dongne.foundation.calendar",
    "dongne.foundation.deadlines",
    "dongne.foundation.duties",
    "dongne.foundation.search",
    "dongne.foundation.residents",
    "dongne.foundation.asides",
    "dongne.foundation.messaging",
    "dongne.foundation.gate",
    "dongne.foundation.webhooks",
    "dongne.foundation.privacy",
    "dongne.foundation.media",
    "dongne.foundation.jobs",
    "dongne.foundation.approvals",
    "dongne.outreach.vocabulary",
    "dongne.outreach.zones",
    "dongne.outreach.categories",
    "dongne.outreach.fieldwork",
    "dongne.outreach.phones",
    "dongne.outreach.suggestions",
    "dongne.outreach.expectations",
    "dongne.outreach.casework",
    "dongne.outreach.rounds",
    "dongne.outreach.intake",
    "dongne.outreach.opendata",
    "dongne.outreach.sharing",
    "dongne.outreach.exchange",
    "dongne.delivery.catalogue",
    "dongne.delivery.channels",
    "dongne.delivery.couriers",
    "dongne.delivery.planner",
    "dongne.delivery.applications",
    "dongne.delivery.custody",
    "dongne.delivery.lockers",
    "dongne.delivery.kiosks",
    "dongne.delivery.counters",
    "dongne.delivery.dispatch",
    "dongne.delivery.outcomes",
    "dongne.web.shell",
    "dongne.web.jsonapi",
    "dongne.web.open311",
    "dongne.web.field",
    "dongne.config",
    # After ours: where both have a template, ours is shown.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

# How many proxies of our own stand before the program: that many entries at the end of
# X-Forwarded-For are believed, what stands before them is not.
PROXY_HOPS = int(os.environ.get("DONGNE_PROXY_HOPS") or 0)
# A demonstration lets everybody through: the whole audience comes from one address.
LIMITS = not DEMO or os.environ.get("DONGNE_LIMITS") == "1"

MIDDLEWARE = [
    "dongne.foundation.gate.middleware.AddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dongne.foundation.organisations.middleware.ViewerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "dongne.foundation.accounts.middleware.SessionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "dongne.web.shell.errors.RefusalMiddleware",
    "dongne.web.shell.keeping.KeptLists",
]
ROOT_URLCONF = "dongne.config.urls"
WSGI_APPLICATION = "dongne.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "dongne.web.shell.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]

DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///dongne"))}
FORM_RENDERER = "dongne.design.forms.Renderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "dongne.foundation.organisations.identity.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"

# Five wrong passwords lock the pair of account and address for fifteen minutes (quality.md, Safe).
AXES_ENABLED = not DEMO
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "dongne.foundation.accounts.adapters.locked_out"

# django-allauth joins password, second factor, passkey and single sign-on into one way in
# (docs/decisions/0015). Nobody signs up by themselves and there is no e-mail, so none of its pages
# is reachable but those that `accounts.urls` names; wrong answers are counted by axes alone.
ACCOUNT_ADAPTER = "dongne.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = False
ACCOUNT_PREVENT_ENUMERATION = False
MFA_ADAPTER = "dongne.foundation.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Dongne"
# A clock that is off by half a minute is no reason to lock somebody out.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = False
SOCIALACCOUNT_ADAPTER = "dongne.foundation.accounts.adapters.OfficeAdapter"
# A form that leads to another site is stopped by our own policy; the state parameter protects.
SOCIALACCOUNT_LOGIN_ON_GET = True
OFFICE_SIGN_IN = {
    "issuer": os.environ.get("DONGNE_OIDC_ISSUER", "").rstrip("/"),
    "client_id": os.environ.get("DONGNE_OIDC_CLIENT_ID", ""),
    "secret": os.environ.get("DONGNE_OIDC_CLIENT_SECRET", ""),
    "name": os.environ.get("DONGNE_OIDC_NAME", ""),
    "claim": os.environ.get("DONGNE_OIDC_CLAIM") or "preferred_username",
}

# A session without anything done in it ends after this long; on the street, later.
IDLE_MINUTES = int(os.environ.get("DONGNE_IDLE_MINUTES") or 15)
FIELD_IDLE_MINUTES = int(os.environ.get("DONGNE_FIELD_IDLE_MINUTES") or 8 * 60)

# Webhooks go to https addresses in the open network only, unless the office says otherwise.
WEBHOOKS_INSIDE = os.environ.get("DONGNE_WEBHOOKS_INSIDE") == "1"
WEBHOOKS_PLAIN = os.environ.get("DONGNE_WEBHOOKS_PLAIN") == "1"

# A routing engine of the office's own (OSRM) tells ways by the streets; without one, by the line.
ROUTING_URL = os.environ.get("DONGNE_ROUTING_URL", "").rstrip("/")
# A tile package (PMTiles) of the office's own, as a file: the streets under every map.
TILES = os.environ.get("DONGNE_TILES", "")

LANGUAGE_CODE = "ko"
# Where an office may put the catalogue of a further language; modules bring their own.
LOCALE_PATHS = [DATA_DIR / "locale"]
LANGUAGES = languages([*LOCALE_PATHS, *(ROOT / "src" / "dongne").glob("*/*/locale")])
TIME_ZONE = "Asia/Seoul"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD_DIR / "static"
STATICFILES_DIRS = [BUILD_DIR / "frontend"] if (BUILD_DIR / "frontend").exists() else []
# `dongne build` collects them under names with their hash; without that, and in tests, they are
# served from where they lie.
COLLECTED = {"collected": True, "found": False}.get(
    os.environ.get("DONGNE_STATIC", ""), (STATIC_ROOT / "staticfiles.json").exists()
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not COLLECTED
MEDIA_ROOT = DATA_DIR / "media"
# A photo travels as the body of one request; larger bodies are refused before they are read.
PHOTO_MAX_BYTES = 25 * 1024 * 1024
SOUND_MAX_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(TLS_CERT)
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "dongne.web.shell.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        # A voice that was just recorded on the phone is heard before it is sent.
        "media-src": [SELF, "blob:"],
        "worker-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"dongne": {"level": "INFO"}, "procrastinate": {"level": "WARNING"}},
}
