"""새마을금고 창구: a branch that passes requests on to the office that issues."""
