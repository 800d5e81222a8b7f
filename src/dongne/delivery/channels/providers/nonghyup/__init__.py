"""농협 창구: a branch that passes requests on to the office that issues."""
