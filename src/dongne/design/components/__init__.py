"""Template components in parts; `{% load design %}` has them all."""
