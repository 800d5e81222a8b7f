"""Text messages (SMS, LMS) and business messages (알림톡) through Solapi."""
