"""The shell: signing in and out, language, the home page by role, errors, the frame of pages."""
