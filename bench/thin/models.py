from django.db import models


class Note(models.Model):
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
