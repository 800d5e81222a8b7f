"""Due dates by statute: what runs, what stands still, what is late; moved when holidays are."""
