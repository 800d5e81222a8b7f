from django.urls import path

from . import views

urlpatterns = [
    path("calendar.ics", views.calendar_feed, name="calendar_feed"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/new/", views.calendar_new, name="calendar_new"),
    path("calendar/hours/", views.calendar_hours, name="calendar_hours"),
    path("calendar/differences/", views.calendar_differences, name="calendar_differences"),
    path("calendar/paper/<str:form>", views.calendar_paper, name="calendar_paper"),
    path("calendar/holiday/<int:holiday_id>/", views.calendar_holiday, name="calendar_holiday"),
    path("calendar/closing/<int:closing_id>/", views.calendar_closing, name="calendar_closing"),
]
