"""전화: asked for by telephone in the office's hours."""
