from django.urls import path

from . import signing_in, views

urlpatterns = [
    path("", views.home, name="home"),
    path("office/", views.office, name="office"),
    path("office/first-month", views.first_month, name="first_month"),
    path("office/first-month/confirm", views.first_month_confirm, name="first_month_confirm"),
    path("sign-in", signing_in.SignIn.as_view(), name="sign_in"),
    path("sign-out", signing_in.SignOut.as_view(), name="sign_out"),
    path("language", signing_in.set_language, name="set_language"),
]
