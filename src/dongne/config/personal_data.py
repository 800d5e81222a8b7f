"""The personal data in tables of libraries, which can't say it themselves."""

from dongne.lib.personal_data import NOTHING, WHY_STAFF, About, Holds

_ATTEMPT = {
    "username": "user name that was typed",
    "ip_address": "network address",
    "user_agent": "the browser",
    "http_accept": "what the browser accepts",
    "path_info": "the page of signing in",
}
_SWEPT = "forgotten when the lock ends or its owner signs in; swept at night"

OF_LIBRARIES: dict[str, Holds | None] = {
    "contenttypes.ContentType": NOTHING,
    "auth.Permission": NOTHING,
    "auth.Group": NOTHING,
    "sessions.Session": Holds(
        about=About.STAFF,
        columns={"session_data": "whose session it is, and where in a form of several steps"},
        until="when the session ends; swept every night",
        why_clear=WHY_STAFF,
    ),
    "axes.AccessAttempt": Holds(
        about=About.STAFF,
        columns={
            **_ATTEMPT,
            "get_data": "what stood in the address, secrets left out",
            "post_data": "what was typed, secrets left out",
        },
        until=_SWEPT,
        why_clear=WHY_STAFF,
    ),
    "axes.AccessAttemptExpiration": NOTHING,
    "axes.AccessFailureLog": Holds(
        about=About.STAFF, columns=_ATTEMPT, until=_SWEPT, why_clear=WHY_STAFF
    ),
    "axes.AccessLog": Holds(
        about=About.STAFF,
        columns={**_ATTEMPT, "session_hash": "hash of the session's key"},
        until=_SWEPT,
        why_clear=WHY_STAFF,
    ),
    # Arguments of jobs are ids (foundation/jobs refuses anything else).
    "procrastinate.ProcrastinateJob": NOTHING,
    "procrastinate.ProcrastinateEvent": NOTHING,
    "procrastinate.ProcrastinateWorker": NOTHING,
    "procrastinate.ProcrastinatePeriodicDefer": NOTHING,
    "account.EmailAddress": Holds(
        about=About.STAFF,
        columns={"email": "e-mail address, where single sign-on has told one"},
        until="as long as the account",
        why_clear=WHY_STAFF,
    ),
    "account.EmailConfirmation": NOTHING,
    "mfa.Authenticator": Holds(
        about=About.STAFF,
        columns={"data": "secret of a one-time code, or public key of a passkey"},
        until="until its owner or an administrator removes it",
        why_clear="the library encrypts nothing; the secret is no use without the password",
    ),
    "socialaccount.SocialApp": NOTHING,
    "socialaccount.SocialAccount": Holds(
        about=About.STAFF,
        columns={"uid": "user name at the office's sign-on", "extra_data": "what it told of it"},
        until="as long as the account",
        why_clear=WHY_STAFF,
    ),
    "socialaccount.SocialToken": NOTHING,
}
