"""우편: asked for by letter, sent by letter."""
