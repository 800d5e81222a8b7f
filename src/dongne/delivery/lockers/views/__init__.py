"""The controller's protocol, the locker's own screen, loading, and the office's wall."""
