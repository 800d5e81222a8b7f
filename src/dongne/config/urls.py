"""All addresses of the program."""

urlpatterns: list = []
