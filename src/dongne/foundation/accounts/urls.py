from allauth.socialaccount.providers.openid_connect import views as office_sign_in
from django.urls import path

from .views import confirming, factors, mine, office, setting_up, ways_in

urlpatterns = [
    path("setup", setting_up.setup, name="setup"),
    path("sign-in/second", ways_in.second, name="sign_in_second"),
    path("sign-in/passkey", ways_in.passkey, name="sign_in_passkey"),
    path("sign-in/link/<str:token>", ways_in.link, name="sign_in_link"),
    # allauth's own views, under the names by which it looks for them.
    path("sign-in/<slug:provider_id>/go", office_sign_in.login, name="openid_connect_login"),
    path(
        "sign-in/<slug:provider_id>/back",
        office_sign_in.callback,
        name="openid_connect_callback",
    ),
    path("account/", mine.account, name="account"),
    path("account/confirm", confirming.confirm, name="account_confirm"),
    path("account/password", mine.password, name="account_password"),
    path("account/language", mine.language, name="account_language"),
    path("account/app", factors.app, name="account_app"),
    path("account/app/remove", factors.app_remove, name="account_app_remove"),
    path("account/codes", factors.codes, name="account_codes"),
    path("account/passkeys/new", factors.passkey_new, name="account_passkey_new"),
    path(
        "account/passkeys/<int:passkey_id>/name",
        factors.passkey_rename,
        name="account_passkey_rename",
    ),
    path(
        "account/passkeys/<int:passkey_id>/remove",
        factors.passkey_remove,
        name="account_passkey_remove",
    ),
    path("account/sessions/end", mine.sessions_end, name="account_sessions_end"),
    path("account/sessions/<int:signed_in_id>/end", mine.session_end, name="account_session_end"),
    path("account/tokens/<int:token_id>/end", mine.token_end, name="account_token_end"),
    path("account/left", mine.left, name="account_left"),
    path("account/stay", mine.stay, name="account_stay"),
    path("office/accounts", office.accounts, name="office_accounts"),
    path("office/accounts/rule", office.rule, name="office_accounts_rule"),
    path("office/accounts/history", office.grants, name="office_grants"),
    path("office/accounts/history.csv", office.grants_csv, name="office_grants_csv"),
    path("office/accounts/<int:account_id>", office.account, name="office_account"),
    path("office/accounts/<int:account_id>/disable", office.disable, name="office_account_disable"),
    path("office/accounts/<int:account_id>/enable", office.enable, name="office_account_enable"),
    path("office/accounts/<int:account_id>/link", office.link, name="office_account_link"),
    path("office/accounts/<int:account_id>/slip", office.slip, name="office_account_slip"),
]
